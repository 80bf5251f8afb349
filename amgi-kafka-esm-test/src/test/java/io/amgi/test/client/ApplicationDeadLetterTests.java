package io.amgi.test.client;

import org.springframework.boot.test.context.SpringBootTest;

import io.amgi.test.AutoConfigureAmgiTestClient;

@SpringBootTest(properties = { "spring.amgi.dead-letter.enabled=true", "spring.amgi.retry.delay=1ms" })
@AutoConfigureAmgiTestClient
class ApplicationDeadLetterTests extends DeadLetterFacts {

}
