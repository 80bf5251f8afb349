# The orders sample behind an Amazon MSK cluster with IAM access control. Follows the documentation of
# Terraform's AWS provider, but has not been applied yet.
terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 6.0"
    }
  }
}

variable "cluster_arn" {
  type        = string
  description = "ARN of the MSK cluster"
}

variable "broker_pattern" {
  type        = string
  description = "Pattern of the cluster's bootstrap servers, such as \"*.orders.abc123.c2.kafka.eu-west-1.amazonaws.com:9098\""
}

variable "subnet_ids" {
  type        = list(string)
  description = "Subnets from which the brokers can be reached"
}

variable "security_group_ids" {
  type        = list(string)
  description = "Security groups that the brokers let in"
}

variable "failure_topic" {
  type        = string
  default     = "orders-failures"
  description = "Topic of the same cluster for batches that are given up"
}

variable "alarm_topic_arn" {
  type        = string
  description = "ARN of the SNS topic that alarms are sent to"
}

locals {
  # A mapping has a single topic.
  topics = toset(["orders", "order-cancellations", "order-notes"])
}

resource "aws_iam_role" "orders" {
  name_prefix = "orders-"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "orders" {
  for_each = toset(["AWSLambdaMSKExecutionRole", "AWSLambdaVPCAccessExecutionRole"])

  role       = aws_iam_role.orders.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/${each.key}"
}

resource "aws_iam_role_policy_attachment" "tracing" {
  role       = aws_iam_role.orders.name
  policy_arn = "arn:aws:iam::aws:policy/AWSXRayDaemonWriteAccess"
}

resource "aws_iam_role_policy" "kafka" {
  role = aws_iam_role.orders.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect = "Allow"
        Action = [
          "kafka-cluster:Connect",
          "kafka-cluster:DescribeClusterDynamicConfiguration",
          # Kafka's producers are idempotent by default.
          "kafka-cluster:WriteDataIdempotently",
        ]
        Resource = var.cluster_arn
      },
      {
        Effect   = "Allow"
        Action   = ["kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"]
        Resource = "${replace(var.cluster_arn, ":cluster/", ":group/")}/*"
      },
      {
        Effect   = "Allow"
        Action   = ["kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"]
        Resource = [for topic in local.topics : "${replace(var.cluster_arn, ":cluster/", ":topic/")}/${topic}"]
      },
      {
        Effect   = "Allow"
        Action   = ["kafka-cluster:DescribeTopic", "kafka-cluster:WriteData"]
        Resource = [for topic in ["invoices", var.failure_topic] : "${replace(var.cluster_arn, ":cluster/", ":topic/")}/${topic}"]
      },
    ]
  })
}

resource "aws_cloudwatch_log_group" "orders" {
  name              = "/aws/lambda/orders"
  retention_in_days = 30
}

resource "aws_lambda_function" "orders" {
  function_name    = "orders"
  role             = aws_iam_role.orders.arn
  runtime          = "java21"
  memory_size      = 1024
  timeout          = 60
  filename         = "${path.module}/../../target/orders-lambda.zip"
  source_code_hash = filebase64sha256("${path.module}/../../target/orders-lambda.zip")
  handler          = "org.springframework.cloud.function.adapter.aws.FunctionInvoker"

  environment {
    variables = {
      MAIN_CLASS             = "io.amgi.samples.orders.OrdersApplication"
      SPRING_PROFILES_ACTIVE = "msk-iam"
      # The function sends its credentials to the brokers that an event names. Allows only these.
      SPRING_AMGI_OUTBOUND_ALLOWEDBOOTSTRAPSERVERS = var.broker_pattern
      # Refuses mappings of other clusters. It is no protection: an invoker can write any ARN.
      SPRING_AMGI_ALLOWEDEVENTSOURCEARNS = var.cluster_arn
    }
  }

  # Lambda polls without this configuration, but the function sends its invoices itself.
  vpc_config {
    subnet_ids         = var.subnet_ids
    security_group_ids = var.security_group_ids
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.orders.name
  }

  tracing_config {
    mode = "Active"
  }
}

resource "aws_lambda_event_source_mapping" "orders" {
  for_each = local.topics

  function_name                  = aws_lambda_function.orders.arn
  event_source_arn               = var.cluster_arn
  topics                         = [each.key]
  starting_position              = "TRIM_HORIZON"
  batch_size                     = 100
  bisect_batch_on_function_error = true
  maximum_retry_attempts         = 5

  provisioned_poller_config {
    minimum_pollers = 1
  }

  destination_config {
    on_failure {
      destination_arn = "kafka://${var.failure_topic}"
    }
  }

  metrics_config {
    metrics = ["EventCount", "ErrorCount", "KafkaMetrics"]
  }

  depends_on = [aws_iam_role_policy.kafka, aws_iam_role_policy_attachment.orders]
}

# docs/operations.md describes what to do at each alarm.
resource "aws_cloudwatch_metric_alarm" "errors" {
  alarm_name          = "orders-errors"
  alarm_description   = "Invocations of the function fail"
  namespace           = "AWS/Lambda"
  metric_name         = "Errors"
  dimensions          = { FunctionName = aws_lambda_function.orders.function_name }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 5
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "given_up" {
  for_each = aws_lambda_event_source_mapping.orders

  alarm_name          = "${each.key}-given-up"
  alarm_description   = "Lambda gave up records of the topic"
  namespace           = "AWS/Lambda"
  metric_name         = "OnFailureDestinationDeliveredEventCount"
  dimensions          = { EventSourceMappingUUID = each.value.uuid }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "dropped" {
  for_each = aws_lambda_event_source_mapping.orders

  alarm_name          = "${each.key}-dropped"
  alarm_description   = "Lambda dropped records of the topic"
  namespace           = "AWS/Lambda"
  metric_name         = "DroppedEventCount"
  dimensions          = { EventSourceMappingUUID = each.value.uuid }
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
}

resource "aws_cloudwatch_metric_alarm" "lag" {
  for_each = aws_lambda_event_source_mapping.orders

  alarm_name          = "${each.key}-lag"
  alarm_description   = "The mapping of the topic lags behind"
  namespace           = "AWS/Lambda"
  metric_name         = "MaxOffsetLag"
  dimensions          = { EventSourceMappingUUID = each.value.uuid }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 15
  threshold           = 10000
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"
  alarm_actions       = [var.alarm_topic_arn]
}
