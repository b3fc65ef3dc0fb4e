# Two customer keys: `data` for what companies own and for the queues that carry it (tables, objects, queues, secrets), `operations` for what is
# about the platform (logs, alarms, the event bus), so that whoever may read logs holds no grant on companies' data.

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_root = "arn:${data.aws_partition.current.partition}:iam::${data.aws_caller_identity.current.account_id}:root"
  log_groups   = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:log-group:*"

  event_bus = "arn:${data.aws_partition.current.partition}:events:${data.aws_region.current.region}:${data.aws_caller_identity.current.account_id}:event-bus/salestalk-${var.environment}"
}

data "aws_iam_policy_document" "data" {
  #checkov:skip=CKV_AWS_109: the account administers its own key, as every key policy must say
  #checkov:skip=CKV_AWS_111: in a key policy "*" means this key and no other
  #checkov:skip=CKV_AWS_356: in a key policy "*" means this key and no other
  statement {
    sid       = "AccountAdministers"
    actions   = ["kms:*"]
    resources = ["*"] # reason: in a key policy "*" means this key and no other

    principals {
      type        = "AWS"
      identifiers = [local.account_root]
    }
  }

  statement {
    sid       = "ServicesDeliverMessages"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = ["*"] # reason: in a key policy "*" means this key and no other

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com", "s3.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }
}

data "aws_iam_policy_document" "operations" {
  #checkov:skip=CKV_AWS_109: the account administers its own key, as every key policy must say
  #checkov:skip=CKV_AWS_111: in a key policy "*" means this key and no other
  #checkov:skip=CKV_AWS_356: in a key policy "*" means this key and no other
  statement {
    sid       = "AccountAdministers"
    actions   = ["kms:*"]
    resources = ["*"] # reason: in a key policy "*" means this key and no other

    principals {
      type        = "AWS"
      identifiers = [local.account_root]
    }
  }

  statement {
    sid       = "ServicesDeliverMessages"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
    resources = ["*"] # reason: in a key policy "*" means this key and no other

    principals {
      type        = "Service"
      identifiers = ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [data.aws_caller_identity.current.account_id]
    }
  }

  # Whether the key is there and works is asked for no bus in particular, without an encryption context; it tells nothing of what is encrypted.
  statement {
    sid       = "EventBridgeLooksAtTheKey"
    actions   = ["kms:DescribeKey"]
    resources = ["*"] # reason: in a key policy "*" means this key and no other

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }
  }

  statement {
    sid       = "EventBusAndArchive"
    actions   = ["kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:ReEncryptTo"]
    resources = ["*"] # reason: in a key policy "*" means this key and no other

    principals {
      type        = "Service"
      identifiers = ["events.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "kms:EncryptionContext:aws:events:event-bus:arn"
      values   = [local.event_bus]
    }
  }

  statement {
    sid       = "LogGroupsOfThisAccount"
    actions   = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:DescribeKey", "kms:ReEncrypt*"]
    resources = ["*"] # reason: in a key policy "*" means this key and no other

    principals {
      type        = "Service"
      identifiers = ["logs.${data.aws_region.current.region}.amazonaws.com"]
    }

    condition {
      test     = "ArnLike"
      variable = "kms:EncryptionContext:aws:logs:arn"
      values   = [local.log_groups]
    }
  }
}

resource "aws_kms_key" "data" {
  description             = "SalesTalk ${var.environment}: companies' tables, objects, queues and secrets"
  enable_key_rotation     = true
  deletion_window_in_days = var.deletion_window_days
  policy                  = data.aws_iam_policy_document.data.json
}

resource "aws_kms_alias" "data" {
  name          = "alias/salestalk-${var.environment}-data"
  target_key_id = aws_kms_key.data.key_id
}

resource "aws_kms_key" "operations" {
  description             = "SalesTalk ${var.environment}: logs, alarms and the event bus"
  enable_key_rotation     = true
  deletion_window_in_days = var.deletion_window_days
  policy                  = data.aws_iam_policy_document.operations.json
}

resource "aws_kms_alias" "operations" {
  name          = "alias/salestalk-${var.environment}-operations"
  target_key_id = aws_kms_key.operations.key_id
}
