package io.amgi.test.client;

import org.springframework.stereotype.Component;

@Component
class Stock {

}
