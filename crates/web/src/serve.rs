//! Listening, following what other processes commit, and stopping without cutting off whoever reads on.

use std::time::Duration;

use tokio::net::TcpListener;
use tokio::sync::oneshot::{Receiver, channel};
use tokio::time::{MissedTickBehavior, interval};

use crate::app::App;
use crate::router::router;

/// So often the server looks for what was committed; what is new is visible within two seconds.
const REFRESH_EVERY: Duration = Duration::from_millis(500);
/// So long a visitor may still read after the server was told to stop.
const GRACE: Duration = Duration::from_secs(10);

impl App {
    /// The whole service; tests call it without a socket.
    pub fn router(&self) -> axum::Router {
        router(self.clone())
    }

    /// Serves until `shutdown` ends, then finishes what is under way, for ten seconds at most.
    pub async fn serve(
        &self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send + 'static,
    ) -> std::io::Result<()> {
        let following = tokio::spawn(follow(self.clone()));
        let (stop, stopped) = channel();
        let told = async move {
            shutdown.await;
            // Nobody listens any more where the server has ended of itself.
            let _ = stop.send(());
        };
        let served = axum::serve(listener, self.router()).with_graceful_shutdown(told);
        let served = with_grace(served.into_future(), stopped, GRACE).await;
        following.abort();
        served
    }
}

/// Ends with the server, or so long after it was told to stop.
async fn with_grace(
    served: impl Future<Output = std::io::Result<()>>,
    stopped: Receiver<()>,
    grace: Duration,
) -> std::io::Result<()> {
    let patience = async {
        match stopped.await {
            Ok(()) => tokio::time::sleep(grace).await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        served = served => served,
        () = patience => {
            tracing::warn!("visitors who were still reading were cut off");
            Ok(())
        }
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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::with_grace;

    #[test]
    fn a_visitor_who_never_ends_reading_does_not_keep_the_server_from_stopping() {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .build()
            .unwrap();
        let ended = runtime.block_on(async {
            let (stop, stopped) = tokio::sync::oneshot::channel();
            stop.send(()).unwrap();
            with_grace(std::future::pending(), stopped, Duration::ZERO).await
        });
        assert!(ended.is_ok());
    }
}
