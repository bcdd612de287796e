#include "pages/package_reader.hpp"

#include "base/session.hpp"
#include "base/silence.hpp"
#include "items/item_reader.hpp"

namespace edca::pages {
namespace {

class PackageReader final : public items::ItemReader {
 public:
  PackageReader(const std::string& temporary_folder, items::RunLog& log,
                const std::function<void(std::string_view item)>& take)
      : items::ItemReader(Encoding::utf8, temporary_folder, log), take_(take) {
    accept_any_value();
  }

 private:
  void take(Kind, const Item& item) override { take_(item.text); }
  std::uint64_t begin_package(Kind, const json::Value&) override { return 1; }
  void end_package(Kind, const json::Value&, std::string_view, std::uint64_t) override {}

  const std::function<void(std::string_view item)>& take_;
};

}  // namespace

std::vector<const PortalFile*> packages_of(const std::vector<PortalFile>& data,
                                           std::string_view kind) {
  std::vector<const PortalFile*> packages;
  for (const PortalFile& file : data) {
    if (file.kind == kind && file.package == file.path) packages.push_back(&file);
  }
  return packages;
}

bool read_packages(const std::vector<const PortalFile*>& packages, const std::string& folder,
                   const Session& session, const std::function<void(std::string_view item)>& take) {
  base::Silence silence;
  items::RunLog log(silence);
  PackageReader reader(session.temporary_folder, log, take);
  for (const PortalFile* package : packages) {
    io::Input input;
    input.name = package->path;
    input.path = folder + "/" + package->path;
    input.bytes = package->bytes;
    reader.read(input, [&](std::uint64_t) { return !base::cancelled(session); });
    if (base::cancelled(session)) return false;
  }
  return true;
}

}  // namespace edca::pages
