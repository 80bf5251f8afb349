CREATE TABLE IF NOT EXISTS amgi_idempotency (
	id BINARY(32) NOT NULL PRIMARY KEY,
	owner VARCHAR(36) CHARACTER SET ascii NOT NULL,
	completed BOOLEAN NOT NULL,
	expires_at DATETIME(6) NOT NULL,
	deliveries INTEGER DEFAULT 1 NOT NULL,
	INDEX amgi_idempotency_expires_at (expires_at)
) ENGINE = InnoDB;
