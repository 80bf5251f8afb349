package io.amgi.benchmarks.plain;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application. On Lambda, {@code FunctionInvoker} starts it.
 */
@SpringBootApplication
public class PlainOrdersApplication {

	/**
	 * Starts the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(PlainOrdersApplication.class, args);
	}

}
