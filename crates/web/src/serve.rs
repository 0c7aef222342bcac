//! Listening, following what other processes commit, and stopping without cutting anybody off.

use std::time::Duration;

use tokio::net::TcpListener;
use tokio::time::{MissedTickBehavior, interval};

use crate::app::App;
use crate::router::router;

/// So often the server looks for what was committed; what is new is visible within two seconds.
const REFRESH_EVERY: Duration = Duration::from_millis(500);

impl App {
    /// The whole service; tests call it without a socket.
    pub fn router(&self) -> axum::Router {
        router(self.clone())
    }

    /// Serves until `shutdown` ends, then finishes what is under way.
    pub async fn serve(
        &self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> std::io::Result<()> {
        let following = tokio::spawn(follow(self.clone()));
        let served = axum::serve(listener, self.router())
            .with_graceful_shutdown(shutdown)
            .await;
        following.abort();
        served
    }
}

/// Follows commits of other processes, forever.
async fn follow(app: App) {
    let mut ticks = interval(REFRESH_EVERY);
    // After a slow refresh the next one need not make up for the missed ones.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let app = app.clone();
        // A panic inside is logged by the runtime; the next tick tries again.
        let _ = tokio::task::spawn_blocking(move || app.refresh()).await;
    }
}
