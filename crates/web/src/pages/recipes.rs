//! `/api/recept`: whole programs that ask the archive, ready to be copied. The files in `recipes` are what is shown, with
//! the archive's own address in the place of a made-up one; `tests/outside/test_recipes.py` runs them as they are printed.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::texts::{SOME_HOST, host};
use super::{Crumb, Shell, page, structured};
use crate::app::App;
use crate::parameters::NoParameters;
use crate::problem::Problem;

#[derive(Template)]
#[template(path = "recipes.html")]
struct RecipesPage {
    shell: Shell,
    host: String,
    /// Whether the host is made up.
    is_example: bool,
    tasks: Vec<ShownTask>,
}

struct ShownTask {
    task: &'static Task,
    programs: Vec<Program>,
}

/// One program as it is shown.
struct Program {
    /// `sokning-py`: its place on the page.
    id: String,
    language: &'static str,
    text: String,
}

/// Something that one wants to have done.
struct Task {
    id: &'static str,
    title: &'static str,
    about: &'static str,
    /// Ending of the file's name, and what stands in it.
    programs: &'static [(&'static str, &'static str)],
}

const TASKS: [Task; 6] = [
    Task {
        id: "sokning",
        title: "Alla träffar, sida för sida",
        about: "En sökning svarar med högst 100 träffar åt gången och säger var nästa sida börjar. I tidsordning kommer varje träff exakt en gång, också om arkivet får nya protokoll under tiden.",
        programs: &[
            ("sh", include_str!("../../recipes/sokning.sh")),
            ("py", include_str!("../../recipes/sokning.py")),
            ("R", include_str!("../../recipes/sokning.R")),
        ],
    },
    Task {
        id: "tabell",
        title: "Alla träffar som tabell",
        about: "En fil har varje träff, utan övre gräns. Manifestet säger vad som söktes, när, hur många rader det blev och vilket slags värden varje kolumn har, så att datum blir datum och tal tal.",
        programs: &[
            ("sh", include_str!("../../recipes/tabell.sh")),
            ("py", include_str!("../../recipes/tabell.py")),
            ("R", include_str!("../../recipes/tabell.R")),
        ],
    },
    Task {
        id: "nummer",
        title: "En lista med ärendenummer",
        about: "Ett anrop slår upp upp till 1 000 nummer, hur de än är skrivna, och svarar med en rad för varje.",
        programs: &[
            ("sh", include_str!("../../recipes/nummer.sh")),
            ("py", include_str!("../../recipes/nummer.py")),
            ("R", include_str!("../../recipes/nummer.R")),
        ],
    },
    Task {
        id: "omrostningar",
        title: "Hur de röstade på ett sammanträde",
        about: "Sammanträdet räknar upp sina paragrafer, och varje paragraf har sina omröstningar: rösterna, och namnen där protokollet nämner dem.",
        programs: &[
            ("py", include_str!("../../recipes/omrostningar.py")),
            ("R", include_str!("../../recipes/omrostningar.R")),
        ],
    },
    Task {
        id: "flode",
        title: "Nya beslut i en sökning",
        about: "Varje sökning, ärende och organ är också ett flöde med det nyaste. Det går att följa i en läsare, eller i ett eget program.",
        programs: &[
            ("sh", include_str!("../../recipes/flode.sh")),
            ("py", include_str!("../../recipes/flode.py")),
            ("R", include_str!("../../recipes/flode.R")),
        ],
    },
    Task {
        id: "andringar",
        title: "En egen kopia, hållen i fas",
        about: "Allt som kommer till, ändras eller tas bort i arkivet får ett nummer. Fråga efter det som kom efter det sista du känner till. Det som har tagits bort ska bort hos dig också.",
        programs: &[
            ("sh", include_str!("../../recipes/andringar.sh")),
            ("py", include_str!("../../recipes/andringar.py")),
            ("R", include_str!("../../recipes/andringar.R")),
        ],
    },
];

/// Programs to copy.
pub async fn recipes(State(app): State<App>, _: NoParameters) -> Result<Response, Problem> {
    const TITLE: &str = "Recept för program";
    let host = host(&app);
    let data = structured::page(
        &app,
        "WebPage",
        TITLE,
        "/api/recept",
        &[Crumb::new("API för program", "/api"), Crumb::new(TITLE, "")],
    );
    let shell = Shell::new(
        &app,
        "/api/recept",
        TITLE,
        "Färdiga program för curl, Python med pandas och R: hämta träffar, ärenden, omröstningar och det som är nytt.",
    );
    page(&RecipesPage {
        shell: shell.in_menu("/api").with_data(&data),
        tasks: TASKS
            .iter()
            .map(|task| ShownTask::of(task, &host))
            .collect(),
        host,
        is_example: app.config().base_url.is_none(),
    })
}

impl ShownTask {
    fn of(task: &'static Task, host: &str) -> ShownTask {
        let shown = |(ending, text): &(&'static str, &'static str)| Program {
            id: format!("{}-{}", task.id, ending.to_lowercase()),
            language: match *ending {
                "sh" => "curl",
                "py" => "Python",
                _ => "R",
            },
            text: text.trim_end().replace(SOME_HOST, host),
        };
        ShownTask {
            task,
            programs: task.programs.iter().map(shown).collect(),
        }
    }
}
