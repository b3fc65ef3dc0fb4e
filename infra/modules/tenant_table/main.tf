# A table as SalesTalk uses them all: keys `pk` and `sk`, time to live `expiresAt`, on demand, encrypted with a customer key, restorable, streamed,
# protected. The registry's tables are made here; a company's two tables are made by onboarding with the same properties, and a test compares both.

locals {
  index_attributes = flatten([for index in values(var.indexes) : [index.partition_attribute, index.sort_attribute]])
  attributes       = toset(concat(["pk", "sk"], local.index_attributes))
}

resource "aws_dynamodb_table" "this" {
  name                        = var.name
  billing_mode                = "PAY_PER_REQUEST"
  hash_key                    = "pk"
  range_key                   = "sk"
  table_class                 = "STANDARD"
  deletion_protection_enabled = var.deletion_protection

  # The publisher reads the events an item carries in its own attribute.
  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"

  dynamic "attribute" {
    for_each = local.attributes

    content {
      name = attribute.value
      type = "S"
    }
  }

  dynamic "global_secondary_index" {
    for_each = var.indexes

    content {
      name            = global_secondary_index.key
      hash_key        = global_secondary_index.value.partition_attribute
      range_key       = global_secondary_index.value.sort_attribute
      projection_type = "ALL"
    }
  }

  ttl {
    attribute_name = "expiresAt"
    enabled        = true
  }

  point_in_time_recovery {
    enabled                 = true
    recovery_period_in_days = var.recovery_days
  }

  server_side_encryption {
    enabled     = true
    kms_key_arn = var.kms_key_arn
  }
}
