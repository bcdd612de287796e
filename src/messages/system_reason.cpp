#include "messages/system_reason.hpp"

#include <system_error>

#include "messages/catalogue.hpp"

namespace edca::messages {
namespace {

struct Frequent {
  std::errc code;
  std::string_view key;
};

constexpr Frequent frequent[] = {
    {std::errc::no_such_file_or_directory, "system.missing"},
    {std::errc::permission_denied, "system.permission"},
    {std::errc::operation_not_permitted, "system.permission"},
    {std::errc::is_a_directory, "system.is-folder"},
    {std::errc::not_a_directory, "system.not-a-folder"},
    {std::errc::no_space_on_device, "system.full"},
    {std::errc::read_only_file_system, "system.read-only"},
    {std::errc::filename_too_long, "system.long-name"},
    {std::errc::file_exists, "system.exists"},
    {std::errc::io_error, "system.device"},
};

}  // namespace

std::string system_reason(std::string_view reason, Language language) {
  for (const Frequent& each : frequent) {
    if (std::make_error_code(each.code).message() != reason) continue;
    const std::string* sentence = Catalogue::of(language).sentence(each.key);
    return sentence == nullptr ? std::string(reason) : *sentence;
  }
  return std::string(reason);
}

}  // namespace edca::messages
