use zlt::notice::page::{lines::lines,table::parts,text::decode};
use zlt::notice::scan::scan;
fn main(){ for p in std::env::args().skip(1){ let t=decode(&std::fs::read(&p).unwrap()).unwrap(); let s=scan(parts(lines(&t)));
 println!("=== {p}\n title {:?}\n doc {:?} issuers {:?}\n issued {:?} start {:?} end {:?} period {:?}\n theme {:?} coord {:?}", s.head.title,s.head.document,s.head.issuers,s.head.issued,s.head.start,s.head.end,s.head.period,s.head.theme,s.head.coordinator);
 if std::env::var("A").is_ok(){for a in &s.activities{println!("  {} [{}] {} | {:?} {:?} | {} | odd {:?} unclosed {} | ev {:?} | opt {:?} extra {:?}\n      {:?}",a.id,a.section.clone().unwrap_or_default(),a.title,a.due.day,a.due.doubt,a.units.iter().map(|(r,l)|format!("{r:?}:{}{}",l.name,l.printed.as_ref().map(|p|format!("({p})")).unwrap_or_default())).collect::<Vec<_>>().join(" "),a.odd,a.is_unclosed,a.festivals,a.optional,a.extra,a.detail)}}
 for l in &s.leftovers {println!("   left {} {}",l.line,l.text.chars().take(50).collect::<String>())}
}}
