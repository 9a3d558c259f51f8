//! The `zlt` program; everything is in the library.

fn main() -> std::process::ExitCode {
    zlt::run()
}
