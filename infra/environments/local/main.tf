# On LocalStack: everything but what its free edition lacks. People sign in with one-time codes instead of a user pool, the web app is served by
# the command line or Vite instead of a content network, and nobody is called by alarms.

module "platform" {
  source = "../../modules/platform"

  environment      = "local"
  owner            = "developer"
  packages_folder  = "${path.root}/../../../dist/lambda-local"
  generated_folder = "${path.root}/../../generated"
  policies_folder  = "${path.root}/../../policies"

  duckdb_layer       = false # its free edition makes layers but does not mount them
  with_user_pool     = false
  with_web           = false
  with_observability = false
  response_streaming = false
  demo               = true
  protect_data       = false
  log_level          = "debug"
  log_retention_days = 7
  web_origins        = ["http://localhost:4321", "http://localhost:5173"]
}
