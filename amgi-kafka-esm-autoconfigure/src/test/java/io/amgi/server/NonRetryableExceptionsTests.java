package io.amgi.server;

import java.util.List;
import java.util.concurrent.CompletionException;

import org.junit.jupiter.api.Test;

import io.amgi.protocol.NonRetryableException;

import static org.assertj.core.api.Assertions.assertThat;

class NonRetryableExceptionsTests {

	private final NonRetryableExceptions failures = new NonRetryableExceptions(List.of(IllegalArgumentException.class));

	@Test
	void nonRetryableExceptionIsFatal() {
		assertThat(this.failures.contain(new NonRetryableException("no", null))).isTrue();
	}

	@Test
	void configuredTypeIsFatalWithItsSubtypes() {
		assertThat(this.failures.contain(new NumberFormatException())).isTrue();
	}

	@Test
	void causesCount() {
		assertThat(this.failures.contain(new CompletionException(new NonRetryableException("no")))).isTrue();
	}

	@Test
	void whatDefaultErrorHandlerDoesNotRetryIsFatal() {
		assertThat(this.failures.contain(new ClassCastException())).isTrue();
	}

	@Test
	void otherExceptionsAreNot() {
		assertThat(this.failures.contain(new IllegalStateException(new RuntimeException()))).isFalse();
		assertThat(this.failures.contain(null)).isFalse();
	}

	@Test
	void causesThatGoRoundInCirclesEnd() {
		Exception first = new Exception();
		Exception second = new Exception(first);
		first.initCause(second);
		assertThat(this.failures.contain(first)).isFalse();
	}

}
