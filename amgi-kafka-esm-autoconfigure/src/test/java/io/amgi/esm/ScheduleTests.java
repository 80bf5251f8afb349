package io.amgi.esm;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ScheduleTests {

	private final StuckHandlers stuck = new StuckHandlers();

	private final Course course = new Course(Stopping.NOTHING, Ordering.PARTITION, DeadLetters.NONE);

	private final Schedule schedule = new Schedule(this.course, Deadline.of(null, Duration.ZERO), 1, this.stuck);

	private final Lane stuckLane = new Lane(this.schedule, (group) -> {
	});

	private final BlockingQueue<Lane> lanes = new LinkedBlockingQueue<>();

	@Test
	void groupThatBecomesFreeAsTheLastLaneEndsGetsALaneOfItsOwn() throws Exception {
		Group free = new Group("free", "orders", null);
		Group held = new Group("held", "orders", null);
		this.stuck.add(this.stuckLane, "held");
		CompletableFuture<Void> run = run(free, held);
		Lane lane = nextLane();
		assertThat(this.schedule.next(lane)).isSameAs(free);
		assertThat(this.schedule.next(lane)).isNull();
		this.stuck.remove(this.stuckLane);
		Lane another = nextLane();
		assertThat(this.schedule.next(another)).isSameAs(held);
		assertThat(this.schedule.next(another)).isNull();
		assertThat(run).succeedsWithin(Duration.ofSeconds(20));
	}

	private CompletableFuture<Void> run(Group... groups) {
		LaneThreads threads = new LaneThreads((task) -> {
		}, (lane) -> {
			this.lanes.add((Lane) lane);
			return lane;
		});
		return CompletableFuture.runAsync(() -> this.schedule.run(List.of(groups), (group) -> {
		}, threads));
	}

	private Lane nextLane() throws InterruptedException {
		Lane lane = this.lanes.poll(20, TimeUnit.SECONDS);
		assertThat(lane).isNotNull();
		return lane;
	}

}
