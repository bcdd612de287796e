#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "edca/error.hpp"
#include "messages/messages.hpp"
#include "portal/portal.hpp"

namespace edca::portal {

/// A sentence of the portal: `key` is what stands behind "portal." in the catalogue.
std::string words(std::string_view key, messages::Language language,
                  const Arguments& arguments = {});

/// "3 errors", "1 error".
std::string counted(std::string_view key, std::uint64_t count, messages::Language language);

/// "es" or "en".
std::string_view code_of(messages::Language language);

/// A date-time as a day for people: "10 April 2025".
std::string day_of(std::string_view date, messages::Language language);

/// "168 kB": decimal units, as the Registry's advice.
std::string size_of(std::uint64_t bytes);

/// What a data file holds: "Releases of 2025, part 2".
std::string contents_of(const File& file, messages::Language language);
/// "JSON Lines"
std::string_view format_name(const File& file);

/// Title and description of the dataset.
std::string dataset_title(const Metadata& metadata, messages::Language language);
std::string dataset_description(const Metadata& metadata, messages::Language language);

}  // namespace edca::portal
