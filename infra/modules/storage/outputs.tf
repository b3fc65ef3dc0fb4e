output "bucket" {
  description = "Name of the bucket of companies' files."
  value       = aws_s3_bucket.artifacts.id
}

output "bucket_arn" {
  description = "ARN of the bucket of companies' files."
  value       = aws_s3_bucket.artifacts.arn
}

output "bucket_domain_name" {
  description = "Host that browsers upload files to."
  value       = aws_s3_bucket.artifacts.bucket_regional_domain_name
}
