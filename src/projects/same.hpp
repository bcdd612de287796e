#pragma once

#include <vector>

#include "json/value.hpp"

namespace edca::projects {

/// Whether two values say the same: neither the zone of a date, nor the spelling of a number, nor
/// quotes around it make another value of it.
bool says_same(const json::Value& one, const json::Value& other);

/// Which of the modifications that were made of releases are among those that a project lists: by
/// their ids; else by type and release; else, where one of both names no release, by what they say
/// changed. One that is listed stands for one only. Linear.
std::vector<bool> known_of(const json::Array& listed, const json::Array& made);

}  // namespace edca::projects
