#include "portal/archive.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>
#include <new>

#include "base/instant.hpp"
#include "edca/error.hpp"

namespace edca::portal {
namespace {

constexpr std::uint16_t zip_version = 20;        // 2.0: deflate
constexpr std::uint16_t first_zip_day = 0x0021;  // 1 January 1980

constexpr std::size_t piece_bytes = std::size_t{1} << 20;
/// What zlib has taken and not given out yet makes less than that.
constexpr std::uint64_t held_back = std::uint64_t{256} << 10;

void put(std::string& out, std::uint64_t value, int bytes) {
  for (; bytes > 0; --bytes, value >>= 8) out += static_cast<char>(value & 0xff);
}

unsigned digits(std::string_view text, std::size_t from, std::size_t count) {
  unsigned value = 0;
  for (const char c : text.substr(from, count)) value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

/// Time and day of MS-DOS.
std::uint32_t dos_time(std::string_view date) {
  if (!base::instant(date)) return std::uint32_t{first_zip_day} << 16;
  const unsigned year = digits(date, 0, 4);
  if (year < 1980 || year > 2107) return std::uint32_t{first_zip_day} << 16;
  const unsigned day = (year - 1980) << 9 | digits(date, 5, 2) << 5 | digits(date, 8, 2);
  const unsigned time =
      digits(date, 11, 2) << 11 | digits(date, 14, 2) << 5 | digits(date, 17, 2) / 2;
  return day << 16 | time;
}

}  // namespace

struct Deflater::Stream : z_stream {
  /// Without it, zlib would say on which system the file was made.
  gz_header header = [] {
    gz_header unix_file{};
    unix_file.os = 3;
    return unix_file;
  }();
};

Deflater::Deflater(Form form) : stream_(std::make_unique<Stream>()), form_(form) {
  constexpr int window = 15;
  constexpr int gzip = 16;
  if (deflateInit2(stream_.get(), Z_DEFAULT_COMPRESSION, Z_DEFLATED,
                   form == Form::gzip ? window + gzip : -window, 8, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::bad_alloc();
  }
  if (form == Form::gzip) deflateSetHeader(stream_.get(), &stream_->header);
}

Deflater::~Deflater() {
  deflateEnd(stream_.get());
}

void Deflater::run(int flush) {
  char buffer[1 << 16];
  do {
    stream_->next_out = reinterpret_cast<Bytef*>(buffer);
    stream_->avail_out = sizeof buffer;
    deflate(stream_.get(), flush);
    const std::size_t made = sizeof buffer - stream_->avail_out;
    if (out_.empty() || out_.back().size() + made > piece_bytes) {
      out_.emplace_back().reserve(piece_bytes);
    }
    out_.back().append(buffer, made);
    packed_ += made;
  } while (stream_->avail_out == 0);
}

void Deflater::add(std::string_view bytes) {
  size_ += bytes.size();
  while (!bytes.empty()) {
    const std::size_t piece = std::min<std::size_t>(bytes.size(), std::size_t{1} << 30);
    const auto* data = reinterpret_cast<const Bytef*>(bytes.data());
    if (form_ == Form::raw) {
      checksum_ = static_cast<std::uint32_t>(crc32(checksum_, data, static_cast<uInt>(piece)));
    }
    stream_->next_in = const_cast<Bytef*>(data);
    stream_->avail_in = static_cast<uInt>(piece);
    run(Z_NO_FLUSH);
    bytes.remove_prefix(piece);
  }
}

Pieces Deflater::finish() {
  stream_->next_in = nullptr;
  stream_->avail_in = 0;
  run(Z_FINISH);
  return std::move(out_);
}

Deflater& Packer::settle() {
  relay_.settle();
  settled_ = deflater_.packed();
  unsettled_ = 0;
  return deflater_;
}

bool Packer::exceeds(std::uint64_t most) {
  // Bytes that cannot be packed grow by less than that.
  if (settled_ + unsettled_ + unsettled_ / 16 + held_back <= most) return false;
  return settle().packed() > most;
}

Pieces zip(Deflater& member, const std::string& name, std::string_view date) {
  Pieces pieces = member.finish();
  const std::uint64_t packed = member.packed();
  constexpr std::uint64_t most = std::numeric_limits<std::uint32_t>::max() - (1 << 16);
  if (packed > most || member.size() > most) {
    throw Error(ErrorKind::input, "portal.too-large", {{"path", name}});
  }
  // What the local and the central header have in common.
  std::string facts;
  put(facts, zip_version, 2);
  put(facts, 0, 2);  // flags
  put(facts, Z_DEFLATED, 2);
  put(facts, dos_time(date), 4);
  put(facts, member.checksum(), 4);
  put(facts, packed, 4);
  put(facts, member.size(), 4);
  put(facts, name.size(), 2);
  put(facts, 0, 2);  // extra field

  pieces.insert(pieces.begin(), "PK\x03\x04" + facts + name);
  const std::uint64_t directory = pieces.front().size() + packed;
  std::string& archive = pieces.emplace_back("PK\x01\x02");
  put(archive, zip_version, 2);
  archive += facts;
  put(archive, 0, 2);  // comment
  put(archive, 0, 2);  // disk
  put(archive, 1, 2);  // text
  put(archive, 0, 4);  // attributes of the system
  put(archive, 0, 4);  // where the member starts
  archive += name;
  const std::size_t directory_size = archive.size();
  archive += "PK\x05\x06";
  put(archive, 0, 4);  // disks
  put(archive, 1, 2);
  put(archive, 1, 2);
  put(archive, directory_size, 4);
  put(archive, directory, 4);
  put(archive, 0, 2);  // comment
  return pieces;
}

}  // namespace edca::portal
