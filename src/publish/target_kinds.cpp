#include "publish/target_kinds.hpp"

#include "publish/target.hpp"

namespace edca::publish {
namespace {

constexpr TargetKind kinds[] = {
    {.scheme = "dir:", .folder = true, .make = make_folder_target},
    {.scheme = "dav+",
     .credentials = Credentials::password,
     .readable = true,
     .make = make_dav_target},
    {.scheme = "ckan+",
     .credentials = Credentials::token,
     .catalogue = true,
     .make = make_ckan_target},
    {.scheme = "s3://", .credentials = Credentials::keys, .make = make_s3_target},
};

}  // namespace

const TargetKind* find_target_kind(std::string_view address) {
  for (const TargetKind& kind : kinds) {
    if (address.starts_with(kind.scheme)) return &kind;
  }
  return nullptr;
}

std::string_view behind_scheme(std::string_view address) {
  return address.substr(find_target_kind(address)->scheme.size());
}

std::vector<File> files_for(std::string_view address, std::vector<File> files) {
  const TargetKind* kind = find_target_kind(address);
  if (kind == nullptr || !kind->catalogue) return files;
  std::erase_if(files, [](const File& file) {
    return file.stage == Stage::index || (file.stage == Stage::data && file.format.empty());
  });
  return files;
}

std::unique_ptr<Target> make_target(const Settings& settings, Client& client) {
  const TargetKind* kind = find_target_kind(settings.address);
  if (kind != nullptr) return kind->make(settings, client);
  throw Failure(Result::usage, "publish.address", {{"address", shown(settings.address)}});
}

}  // namespace edca::publish
