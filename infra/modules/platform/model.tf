# A language model that may reword answers of companies that agreed to it; none unless an environment names one.

variable "model" {
  description = "Model of Bedrock that may reword answers: its id or that of an inference profile, the ARNs behind it, and the prices of a million prompt and completion tokens in US dollars, such as 0.25/1.25. Null for none."
  type = object({
    id     = string
    arns   = list(string)
    prices = string
  })
  default = null

  validation {
    condition     = var.model == null ? true : length(var.model.arns) > 0 && alltrue([for arn in var.model.arns : can(regex("^arn:aws[a-z-]*:bedrock:[^*]+$", arn))])
    error_message = "Each model is named by an ARN of Bedrock without a wildcard."
  }
}

locals {
  model_variables = var.model == null ? {} : {
    SALESTALK_MODEL        = "bedrock:${var.model.id}"
    SALESTALK_MODEL_PRICES = var.model.prices
  }
}

resource "aws_iam_role_policy" "model" {
  count = var.model == null ? 0 : 1

  name = "model"
  role = "${local.name}-chat-handler"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "RewordAnswers"
      Effect   = "Allow"
      Action   = "bedrock:InvokeModel"
      Resource = var.model.arns
    }]
  })

  depends_on = [module.function]
}
