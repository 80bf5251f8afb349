package io.amgi.test.life;

import org.springframework.context.SmartLifecycle;

/**
 * A lifecycle bean that says when it is stopped.
 */
class SayingLifecycle implements SmartLifecycle {

	private final String word;

	private final int phase;

	private volatile boolean running;

	SayingLifecycle(String word, int phase) {
		this.word = word;
		this.phase = phase;
	}

	@Override
	public void start() {
		this.running = true;
	}

	@Override
	public void stop() {
		LifeApplication.say(this.word);
		this.running = false;
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return this.phase;
	}

}
