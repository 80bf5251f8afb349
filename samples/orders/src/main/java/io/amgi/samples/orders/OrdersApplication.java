package io.amgi.samples.orders;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * The application. On Lambda, {@code FunctionInvoker} starts it.
 */
@SpringBootApplication
public class OrdersApplication {

	/**
	 * Starts the application.
	 * @param args the arguments
	 */
	public static void main(String[] args) {
		SpringApplication.run(OrdersApplication.class, args);
	}

}
