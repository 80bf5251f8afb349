package io.amgi.test.client;

import org.springframework.boot.test.context.SpringBootTest;

import io.amgi.test.AutoConfigureAmgiTestClient;

@SpringBootTest(properties = "spring.amgi.dead-letter.enabled=true")
@AutoConfigureAmgiTestClient
class ApplicationDeadLetterTests extends DeadLetterFacts {

}
