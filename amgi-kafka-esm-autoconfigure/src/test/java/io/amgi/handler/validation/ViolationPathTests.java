package io.amgi.handler.validation;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.validation.FieldError;

import static org.assertj.core.api.Assertions.assertThat;

class ViolationPathTests {

	@ParameterizedTest
	@CsvSource({ "id, id", "prices[secret], prices[*]", "prices[4111].amount, prices[*].amount",
			"prices[se].c[ret].amount, prices[*].amount" })
	void whatAValidatorOfTheApplicationsPutsInBracketsIsMasked(String field, String path) {
		assertThat(ViolationPath.of(new FieldError("cart", field, "must be positive"))).isEqualTo(path);
	}

}
