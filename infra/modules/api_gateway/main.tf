# The HTTP API, as one document made from the table of operations: whoever reads the routes file knows which function serves what.

data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  name  = "salestalk-${var.environment}"
  paths = toset([for route in keys(var.routes) : split(" ", route)[1]])

  functions_in_use = toset(values(var.routes))

  # A buffered answer must be there within 29 s, unless the account has a higher quota; a streamed one may go on for as long as the function runs.
  integration = {
    for name in local.functions_in_use : name => {
      type                 = "aws_proxy"
      httpMethod           = "POST"
      passthroughBehavior  = "when_no_match"
      responseTransferMode = var.functions[name].streaming ? "STREAM" : "BUFFERED"
      timeoutInMillis      = var.functions[name].streaming ? min(var.functions[name].timeout_seconds, 900) * 1000 : min(var.functions[name].timeout_seconds, var.longest_buffered_answer_seconds) * 1000
      uri = join("", [
        "arn:${data.aws_partition.current.partition}:apigateway:${data.aws_region.current.region}:lambda:path/",
        var.functions[name].streaming ? "2021-11-15" : "2015-03-31",
        "/functions/${var.functions[name].alias_arn}/",
        var.functions[name].streaming ? "response-streaming-invocations" : "invocations",
      ])
    }
  }

  # What API Gateway answers by itself has the shape of every other problem.
  problems = {
    DEFAULT_4XX                  = { status = null, title = "Bad request", code = "bad_request", detail = "The request could not be handled." }
    DEFAULT_5XX                  = { status = null, title = "Internal error", code = "internal", detail = "Something went wrong on our side; please try again." }
    MISSING_AUTHENTICATION_TOKEN = { status = "404", title = "Not found", code = "not_found", detail = "There is nothing at this address." }
    REQUEST_TOO_LARGE            = { status = "413", title = "Too large", code = "too_large", detail = "The request is too large; upload the file through an upload address instead." }
    THROTTLED                    = { status = "429", title = "Too many requests", code = "rate_limited", detail = "Too many requests at once; please try again in a moment." }
    WAF_FILTERED                 = { status = "403", title = "Forbidden", code = "forbidden", detail = "The request was refused." }
    INTEGRATION_TIMEOUT          = { status = "504", title = "Timed out", code = "timeout", detail = "The answer took too long; please try again." }
    INTEGRATION_FAILURE          = { status = "502", title = "Internal error", code = "internal", detail = "Something went wrong on our side; please try again." }
  }

  document = {
    openapi = "3.0.1"
    info    = { title = local.name, version = "1" }

    paths = {
      for path in local.paths : path => {
        for route, function in var.routes : lower(split(" ", route)[0]) => merge(
          {
            # Tokens are checked by the functions, which also know companies and roles; see infra/README.md.
            security                          = []
            responses                         = { default = { description = "See the API's own document at /v1/openapi.json" } }
            "x-amazon-apigateway-integration" = local.integration[function]
          },
          length(regexall("\\{([A-Za-z]+)\\}", path)) == 0 ? {} : {
            parameters = [
              for found in regexall("\\{([A-Za-z]+)\\}", path) : { name = found[0], in = "path", required = true, schema = { type = "string" } }
            ]
          },
        ) if split(" ", route)[1] == path
      }
    }

    # Every body goes on byte by byte: what the gateway takes for text it reads as UTF-8, and a CSV file may be in another encoding.
    "x-amazon-apigateway-binary-media-types" = ["*/*"]

    "x-amazon-apigateway-gateway-responses" = {
      for kind, problem in local.problems : kind => merge(
        {
          responseParameters = {
            "gatewayresponse.header.Content-Type" = "'application/problem+json'"
          }
          responseTemplates = {
            "application/json" = join("", [
              "{\"type\":\"about:blank\",\"title\":\"${problem.title}\",\"status\":${problem.status == null ? (kind == "DEFAULT_4XX" ? "400" : "500") : problem.status},",
              "\"detail\":\"${problem.detail}\",\"code\":\"${problem.code}\",\"requestId\":\"$context.requestId\"}",
            ])
          }
        },
        problem.status == null ? {} : { statusCode = problem.status },
      )
    }
  }

  body = jsonencode(local.document)
}

resource "aws_api_gateway_rest_api" "this" {
  name                         = local.name
  description                  = "SalesTalk's HTTP API"
  body                         = local.body
  disable_execute_api_endpoint = var.domain != null

  endpoint_configuration {
    types = ["REGIONAL"]
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_deployment" "this" {
  rest_api_id = aws_api_gateway_rest_api.this.id
  triggers    = { document = sha256(local.body) }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "this" {
  #checkov:skip=CKV_AWS_120: answers belong to one person; nothing may be cached
  #checkov:skip=CKV2_AWS_51: people and programs prove who they are with tokens, not with client certificates
  #checkov:skip=CKV2_AWS_77: the firewall, with the rules against bad input, is a choice of each environment
  #checkov:skip=CKV2_AWS_29: the firewall is a choice of each environment, on in production
  rest_api_id          = aws_api_gateway_rest_api.this.id
  deployment_id        = aws_api_gateway_deployment.this.id
  stage_name           = var.stage_name
  xray_tracing_enabled = true

  # No query, header or body: none of them may reach a log.
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format = jsonencode({
      requestId          = "$context.requestId"
      time               = "$context.requestTime"
      address            = "$context.identity.sourceIp"
      method             = "$context.httpMethod"
      path               = "$context.resourcePath"
      status             = "$context.status"
      bytes              = "$context.responseLength"
      latency            = "$context.responseLatency"
      integrationLatency = "$context.integrationLatency"
      error              = "$context.error.responseType"
      trace              = "$context.xrayTraceId"
    })
  }

  depends_on = [aws_api_gateway_account.this, aws_cloudwatch_log_group.execution]
}

resource "aws_api_gateway_method_settings" "all" {
  #checkov:skip=CKV_AWS_225: answers belong to one person; nothing may be cached
  rest_api_id = aws_api_gateway_rest_api.this.id
  stage_name  = aws_api_gateway_stage.this.stage_name
  method_path = "*/*"

  settings {
    metrics_enabled        = true
    logging_level          = "ERROR"
    data_trace_enabled     = false
    throttling_rate_limit  = var.throttling.rate
    throttling_burst_limit = var.throttling.burst
  }
}

resource "aws_lambda_permission" "api" {
  for_each = local.functions_in_use

  statement_id  = "api-gateway"
  action        = "lambda:InvokeFunction"
  function_name = var.callable[each.key].name
  qualifier     = var.callable[each.key].alias_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.this.execution_arn}/*/*"
}

# API Gateway would make this one itself, to be kept for ever and without a key.
resource "aws_cloudwatch_log_group" "execution" {
  #checkov:skip=CKV_AWS_338: a year in production; other environments keep what they need
  name              = "API-Gateway-Execution-Logs_${aws_api_gateway_rest_api.this.id}/${var.stage_name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_key_arn
}

resource "aws_cloudwatch_log_group" "access" {
  #checkov:skip=CKV_AWS_338: a year in production; other environments keep what they need
  name              = "/aws/api-gateway/${local.name}"
  retention_in_days = var.log_retention_days
  kms_key_id        = var.log_key_arn
}
