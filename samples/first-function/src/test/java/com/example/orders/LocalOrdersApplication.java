package com.example.orders;

import org.springframework.boot.SpringApplication;

import io.amgi.test.local.LocalKafka;

class LocalOrdersApplication {

	public static void main(String[] args) {
		SpringApplication.from(OrdersApplication::main).with(LocalKafka.class).run(args);
	}

}
