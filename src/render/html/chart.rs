//! Pictures: bars, days on a line, a curve. Drawn as SVG, which every browser shows and prints sharp.

use chrono::NaiveDate;
use maud::{Markup, html};

use super::{class_of_tone, lines};
use crate::day;
use crate::document::{Bar, Curve, Event, Timeline, flat};

/// Draws shares as bars one under the other.
pub fn bars(bars: &[Bar<'_>]) -> Markup {
    html! {
        div.bars {
            @for bar in bars {
                span { (flat(&bar.label)) }
                svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
                    rect.whole width="100" height="8" {}
                    rect.part width=(format!("{:.2}", bar.share.unwrap_or(0.0) * 100.0)) height="8" {}
                }
                b { (bar.percent()) }
                small { (flat(&bar.note)) }
            }
        }
    }
}

/// An axis of days: where on a picture a day stands.
struct Axis {
    first: NaiveDate,
    days: f64,
    left: f64,
    width: f64,
}

impl Axis {
    fn new(first: NaiveDate, last: NaiveDate, left: f64, width: f64) -> Self {
        Self { first, days: ((last - first).num_days().max(1)) as f64, left, width }
    }

    fn x(&self, day: NaiveDate) -> f64 {
        self.left + self.width * (day - self.first).num_days() as f64 / self.days
    }

    fn at(&self, day: NaiveDate) -> String {
        format!("{:.1}", self.x(day))
    }

    /// On which side of a point at the rim its words stand.
    fn anchor(&self, day: NaiveDate) -> &'static str {
        let from_left = (self.x(day) - self.left) / self.width;
        match from_left {
            _ if from_left < 0.15 => "start",
            _ if from_left > 0.85 => "end",
            _ => "middle",
        }
    }
}

/// Draws days on a line with today marked, and under it each day with what falls on it.
pub fn timeline(timeline: &Timeline<'_>) -> Markup {
    let days: Vec<NaiveDate> = timeline.events.iter().map(|event| event.day).collect();
    let (Some(first), Some(last)) = (days.iter().min(), days.iter().max()) else { return html! {} };
    let axis = Axis::new(*first.min(&timeline.today), *last.max(&timeline.today), 20.0, 960.0);
    html! {
        svg.days viewBox="0 0 1000 70" role="img" aria-label="各时间节点在时间轴上的位置" {
            line x1="20" x2="980" y1="40" y2="40" {}
            @for event in &timeline.events {
                circle class=(class_of_tone(event.tone)) cx=(axis.at(event.day)) cy="40" r="7" { title { (day::seen_from(timeline.today, event.day)) " " (flat(&event.name)) } }
            }
            line.today x1=(axis.at(timeline.today)) x2=(axis.at(timeline.today)) y1="22" y2="56" {}
            text.today x=(axis.at(timeline.today)) y="16" text-anchor=(axis.anchor(timeline.today)) { "今天" }
            text x="20" y="66" { (day::brief(timeline.today, *first.min(&timeline.today))) }
            text x="980" y="66" text-anchor="end" { (day::brief(timeline.today, *last.max(&timeline.today))) }
        }
        ol.days {
            @for (on, events) in by_day(timeline) {
                li class=[(on < timeline.today).then_some("past")] {
                    time datetime=(on) { (day::seen_from(timeline.today, on)) }
                    @if events.is_empty() { div.now { "今天" } }
                    @for event in events { (told(event)) }
                }
            }
        }
    }
}

fn told(event: &Event<'_>) -> Markup {
    html! {
        div { span class={ "kind " (class_of_tone(event.tone)) } { (event.kind) } " " (lines(&event.name)) }
    }
}

/// Each day with its events; today stands among them even without any.
fn by_day<'t>(timeline: &'t Timeline<'_>) -> Vec<(NaiveDate, Vec<&'t Event<'t>>)> {
    let mut days: Vec<NaiveDate> = timeline.events.iter().map(|event| event.day).chain([timeline.today]).collect();
    days.sort_unstable();
    days.dedup();
    let on = |day: NaiveDate| timeline.events.iter().filter(|event| event.day == day).collect();
    days.into_iter().map(|day| (day, on(day))).collect()
}

/// Draws how a number grew, with the whole as the top line and today marked.
pub fn curve(curve: &Curve<'_>) -> Markup {
    const TOP: f64 = 24.0;
    const BOTTOM: f64 = 200.0;
    let axis = Axis::new(curve.span.0, curve.span.1, 50.0, 920.0);
    let whole = curve.whole.max(1) as f64;
    let y = |number: usize| BOTTOM - (BOTTOM - TOP) * number as f64 / whole;
    let points: Vec<String> =
        curve.points.iter().map(|(day, number)| format!("{},{:.1}", axis.at(*day), y(*number))).collect();
    let (first, last) = (curve.points.first(), curve.points.last());
    html! {
        figure {
            svg.curve viewBox="0 0 1000 230" role="img" aria-label=(flat(&curve.name)) {
                @for part in [0usize, 1, 2] {
                    @let at = format!("{:.1}", BOTTOM - (BOTTOM - TOP) * part as f64 / 2.0);
                    line x1="50" x2="970" y1=(at) y2=(at) {}
                    text x="44" y=(at) dy="5" text-anchor="end" { (curve.whole * part / 2) }
                }
                @if let (Some((first, _)), Some((last, number))) = (first, last) {
                    polygon points=(format!("{},{BOTTOM} {} {},{BOTTOM}", axis.at(*first), points.join(" "), axis.at(*last))) {}
                    polyline points=(points.join(" ")) {}
                    circle cx=(axis.at(*last)) cy=(format!("{:.1}", y(*number))) r="5" {}
                    text.number x=(axis.at(*last)) y=(format!("{:.1}", y(*number) - 10.0)) text-anchor=(axis.anchor(*last)) { (number) }
                }
                text x="50" y="222" { (day::brief(curve.today, curve.span.0)) }
                text x="970" y="222" text-anchor="end" { (day::brief(curve.today, curve.span.1)) }
                @if let Some((last, _)) = last.filter(|(last, _)| *last != curve.span.1 && *last != curve.span.0) {
                    text x=(axis.at(*last)) y="222" text-anchor=(axis.anchor(*last)) { (day::brief(curve.today, *last)) }
                }
            }
            figcaption { (flat(&curve.name)) }
        }
    }
}
