#pragma once

#include <string_view>

namespace edca::io {

/// What a file is that holds no JSON, by its first bytes, as the variant of input.unreadable:
/// "pdf", "xz", "bzip2", "7z", "rar", "tar", "office" (of before 2007), "database" (SQLite),
/// "image", "html", "xml", "git-lfs", "only-address", "csv"; empty where nothing is known of it.
/// `whole`: these are all of its bytes.
std::string_view recognize(std::string_view head, bool whole);

/// Whether a text begins with an object or a list of JSON.
bool begins_as_json(std::string_view head);

/// What an archive of zip is, by the name of a member: "xlsx", "ods", "docx"; empty for others.
std::string_view recognize_member(std::string_view name);

/// Whether an argument is an address, not the name of a file.
bool is_address(std::string_view argument);

}  // namespace edca::io
