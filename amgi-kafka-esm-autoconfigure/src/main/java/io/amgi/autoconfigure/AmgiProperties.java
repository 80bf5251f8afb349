package io.amgi.autoconfigure;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

import io.amgi.esm.OnNack;

/**
 * Properties of AMGI for Kafka event source mappings.
 */
@ConfigurationProperties("spring.amgi")
public class AmgiProperties {

	/**
	 * Whether to handle the events of a Kafka event source mapping.
	 */
	private boolean enabled = true;

	/**
	 * What becomes of records that were not acknowledged.
	 */
	private OnNack onNack = OnNack.LOG;

	private final Lifespan lifespan = new Lifespan();

	private final Lambda lambda = new Lambda();

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public OnNack getOnNack() {
		return this.onNack;
	}

	public void setOnNack(OnNack onNack) {
		this.onNack = onNack;
	}

	public Lifespan getLifespan() {
		return this.lifespan;
	}

	public Lambda getLambda() {
		return this.lambda;
	}

	/**
	 * The application's lifespan.
	 */
	public static class Lifespan {

		/**
		 * Whether the application hears of start-up and shutdown.
		 */
		private boolean enabled = true;

		/**
		 * How long the application may take to start up.
		 */
		private Duration startupTimeout = Duration.ofSeconds(9);

		/**
		 * How long the application may take to shut down.
		 */
		private Duration shutdownTimeout = Duration.ofMillis(150);

		public boolean isEnabled() {
			return this.enabled;
		}

		public void setEnabled(boolean enabled) {
			this.enabled = enabled;
		}

		public Duration getStartupTimeout() {
			return this.startupTimeout;
		}

		public void setStartupTimeout(Duration startupTimeout) {
			this.startupTimeout = startupTimeout;
		}

		public Duration getShutdownTimeout() {
			return this.shutdownTimeout;
		}

		public void setShutdownTimeout(Duration shutdownTimeout) {
			this.shutdownTimeout = shutdownTimeout;
		}

	}

	/**
	 * The life on Lambda.
	 */
	public static class Lambda {

		private final ShutdownExtension shutdownExtension = new ShutdownExtension();

		public ShutdownExtension getShutdownExtension() {
			return this.shutdownExtension;
		}

		/**
		 * The extension that lets Lambda send SIGTERM.
		 */
		public static class ShutdownExtension {

			/**
			 * Whether to register an internal extension on Lambda, which makes Lambda
			 * send SIGTERM before it ends the function's process.
			 */
			private boolean enabled = true;

			public boolean isEnabled() {
				return this.enabled;
			}

			public void setEnabled(boolean enabled) {
				this.enabled = enabled;
			}

		}

	}

}
