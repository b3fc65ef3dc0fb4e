# Files to take in: sent by the API for confirmed uploads and by the bucket for uploaded objects.

resource "aws_sqs_queue" "ingest" {
  name                       = "${local.name}-ingest"
  visibility_timeout_seconds = var.ingest.visibility_timeout_seconds
  message_retention_seconds  = var.queue_retention_seconds
  receive_wait_time_seconds  = 20
  kms_master_key_id          = var.data_key_arn

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.ingest_dead_letters.arn
    maxReceiveCount     = var.ingest.maximum_receive_count
  })
}

resource "aws_sqs_queue" "ingest_dead_letters" {
  name                      = "${local.name}-ingest-dlq"
  message_retention_seconds = var.ingest.dead_letter_retention_seconds
  kms_master_key_id         = var.data_key_arn
}

resource "aws_sqs_queue_redrive_allow_policy" "ingest" {
  queue_url = aws_sqs_queue.ingest_dead_letters.id
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.ingest.arn]
  })
}

data "aws_iam_policy_document" "ingest" {
  statement {
    sid       = "BucketReportsUploads"
    actions   = ["sqs:SendMessage"]
    resources = [aws_sqs_queue.ingest.arn]

    principals {
      type        = "Service"
      identifiers = ["s3.amazonaws.com"]
    }

    condition {
      test     = "ArnEquals"
      variable = "aws:SourceArn"
      values   = [var.bucket_arn]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

resource "aws_sqs_queue_policy" "ingest" {
  queue_url = aws_sqs_queue.ingest.id
  policy    = data.aws_iam_policy_document.ingest.json
}
