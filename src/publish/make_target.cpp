#include "publish/target.hpp"

namespace edca::publish {

std::unique_ptr<Target> make_target(const Settings& settings, Client& client) {
  const std::string_view address = settings.address;
  if (address.starts_with("dir:")) return make_folder_target(settings, client);
  if (address.starts_with("dav+")) return make_dav_target(settings, client);
  if (address.starts_with("ckan+")) return make_ckan_target(settings, client);
  if (address.starts_with("s3://")) return make_s3_target(settings, client);
  throw Failure(Result::usage, "publish.address", {{"address", shown(address)}});
}

}  // namespace edca::publish
