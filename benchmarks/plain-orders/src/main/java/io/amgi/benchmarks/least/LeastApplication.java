package io.amgi.benchmarks.least;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application. On Lambda, {@code FunctionInvoker} starts it.
 */
@SpringBootApplication(proxyBeanMethods = false)
public class LeastApplication {

	/**
	 * Starts the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(LeastApplication.class, args);
	}

}
