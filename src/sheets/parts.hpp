#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "io/source.hpp"

namespace edca::sheets {

/// The parts that a workbook is made of, by their names in its zip.
class Parts {
 public:
  virtual ~Parts() = default;
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  /// The bytes of a part; nullptr where there is none. Throws io::InputFault.
  virtual std::unique_ptr<io::Source> open(const std::string& name) const = 0;
  /// How many bytes all of them take in the archive.
  virtual std::uint64_t packed() const = 0;

  /// Throws io::InputFault (workbook-part) where there is no such part.
  std::unique_ptr<io::Source> need(const std::string& name) const;

 protected:
  Parts() = default;
};

/// The fault that a part is missing, or that nothing in it can be used.
io::InputFault broken_part(const std::string& part);

/// Those of a zip on disk: what io::list_files() gave.
std::unique_ptr<Parts> zip_parts(const io::UnpackLimits& limits, std::vector<io::Input> members);

}  // namespace edca::sheets
