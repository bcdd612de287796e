#pragma once
// What the tests of sources share: files made at run time, packed in every way.

#include "io/source.hpp"

#include <minizip/zip.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace edca::io::testing {

/// A folder that goes away with its content.
class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "edca-test-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }
  const std::string& path() const { return path_; }

  std::string folder(std::string_view name) const {
    std::filesystem::create_directories(*this / name);
    return *this / name;
  }
  std::string write(std::string_view name, std::string_view bytes) const {
    const std::string path = *this / name;
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + path);
    return path;
  }

 private:
  std::string path_;
};

inline std::string bytes_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string gzip(std::string_view text, int level = 6) {
  z_stream stream = {};
  if (deflateInit2(&stream, level, Z_DEFLATED, MAX_WBITS + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  std::string packed(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int result = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (result != Z_STREAM_END) throw std::runtime_error("deflate");
  return packed;
}

/// One frame, with a checksum. `window_log` 0: as the library likes.
inline std::string zstd(std::string_view text, int level = 3, int window_log = 0) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level);
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  if (window_log != 0) {
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, window_log);
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, 0);
  }
  std::string packed(ZSTD_compressBound(text.size()) + 64, '\0');
  ZSTD_inBuffer in = {text.data(), text.size(), 0};
  ZSTD_outBuffer out = {packed.data(), packed.size(), 0};
  std::size_t result = 0;
  if (window_log == 0) {
    result = ZSTD_compressStream2(context, &out, &in, ZSTD_e_end);
  } else {
    // In two steps, so that the size of the text does not shrink the window.
    ZSTD_compressStream2(context, &out, &in, ZSTD_e_continue);
    result = ZSTD_compressStream2(context, &out, &in, ZSTD_e_end);
  }
  ZSTD_freeCCtx(context);
  if (result != 0) throw std::runtime_error("zstd");
  packed.resize(out.pos);
  return packed;
}

struct ZipMember {
  std::string name;
  std::string text;
  int method = Z_DEFLATED;
  std::string password = {};
  bool utf8 = false;
};

inline std::string write_zip(const std::string& path, const std::vector<ZipMember>& members) {
  zipFile zip = zipOpen64(path.c_str(), APPEND_STATUS_CREATE);
  if (zip == nullptr) throw std::runtime_error("cannot write " + path);
  for (const ZipMember& member : members) {
    const auto* bytes = reinterpret_cast<const Bytef*>(member.text.data());
    const auto size = static_cast<uInt>(member.text.size());
    const uLong sum = crc32(0, bytes, size);
    const bool secret = !member.password.empty();
    const zip_fileinfo when = {};
    zipOpenNewFileInZip4_64(zip, member.name.c_str(), &when, nullptr, 0, nullptr, 0, nullptr,
                            member.method, Z_DEFAULT_COMPRESSION, 0, -MAX_WBITS, 8,
                            Z_DEFAULT_STRATEGY, secret ? member.password.c_str() : nullptr,
                            secret ? sum : 0, 0, member.utf8 ? 1u << 11 : 0, 0);
    zipWriteInFileInZip(zip, bytes, size);
    zipCloseFileInZip(zip);
  }
  zipClose(zip, nullptr);
  return path;
}

/// What a source gave before it ended or failed.
struct Outcome {
  std::string text;
  std::optional<InputFault> fault;

  /// "rule/variant" of the fault; empty without one.
  std::string what() const {
    return fault ? std::string(fault->rule.id()) + "/" + fault->variant : std::string();
  }
  std::string argument(std::string_view name) const {
    if (fault) {
      for (const auto& [key, value] : fault->arguments) {
        if (key == name) return value;
      }
    }
    return "(none)";
  }
};

inline Outcome drain(Source& source, std::size_t step = 100'000) {
  Outcome outcome;
  std::string buffer(step, '\0');
  try {
    while (const std::size_t got = source.read(buffer.data(), step)) {
      outcome.text.append(buffer, 0, got);
    }
  } catch (const InputFault& fault) {
    outcome.fault = fault;
  }
  return outcome;
}

inline Outcome read_input(const Input& input, const UnpackLimits& limits = {},
                          std::size_t step = 100'000) {
  try {
    return drain(*open(input, limits), step);
  } catch (const InputFault& fault) {
    return {{}, fault};
  }
}

inline Input input_of(const std::string& path, Packing packing = Packing::plain) {
  Input input;
  input.name = path;
  input.path = path;
  input.packing = packing;
  return input;
}

/// Gives a text in pieces, then a fault if there is one.
class TextSource final : public Source {
 public:
  explicit TextSource(std::string text, std::size_t piece = SIZE_MAX,
                      std::optional<InputFault> fault = {})
      : text_(std::move(text)), piece_(piece), fault_(std::move(fault)) {}

  std::size_t read(char* data, std::size_t size) override {
    const std::size_t given = text_.copy(data, std::min(size, piece_), at_);
    at_ += given;
    if (given == 0 && size != 0 && fault_) throw *fault_;
    return given;
  }

 private:
  std::string text_;
  std::size_t piece_;
  std::optional<InputFault> fault_;
  std::size_t at_ = 0;
};

/// Runs as a user without privileges for a while, where permissions are the matter.
class Unprivileged {
 public:
  Unprivileged() : user_(::geteuid()) {
    constexpr uid_t nobody = 65534;
    works_ = user_ != 0 || ::seteuid(nobody) == 0;
  }
  ~Unprivileged() {
    if (::geteuid() != user_ && ::seteuid(user_) != 0) std::abort();
  }
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

  /// False where permissions cannot be tested: the user is root and cannot be another.
  bool works() const { return works_; }

 private:
  uid_t user_;
  bool works_ = false;
};

/// Text that does not pack well, always the same.
inline std::string noise(std::size_t size) {
  std::string text(size, '\0');
  std::uint64_t state = 88172645463325252u;
  for (char& c : text) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    c = static_cast<char>(' ' + state % 90);
  }
  return text;
}

}  // namespace edca::io::testing
