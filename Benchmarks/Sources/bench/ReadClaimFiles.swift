// SPDX-License-Identifier: Apache-2.0
import Formats
import Foundation
import Ledger

/// How fast claim files (UKE) of a town's year are read, beside `iconv` over the same bytes.
enum ReadClaimFiles {
    static func run(_ course: Course) throws {
        let folder = try BenchTown.folder(course, people: course.size(20_000))
        let files = try BenchTown.files(folder, ".UKE").filter { !$0.contains("/broken/") }
            .map(BenchTown.bytes)
        let bytes = files.reduce(0) { $0 + $1.count }
        let layouts = try LayoutLibrary.load(directory: course.root.path + "/Layouts") {
            Digest.of($0).description
        }
        let reader = ClaimFileReader(layouts)
        let iconv = try BareIconv(from: "CP932", to: "UTF-8")
        var claims = 0
        for file in files { claims += try reader.inspect(.bytes(file)).claims }
        let bare = { files.reduce(0) { $0 + iconv.run($1) } }
        try course.compare(
            "レセプト電算(UKE)を読む", claims, "件",
            work: { try read(files, reader) }, with: "iconv だけ", yardstick: bare)
        try course.compare(
            "同じ、バイトで", bytes / 1_000_000, "MB",
            work: { try read(files, reader) }, with: "iconv だけ", yardstick: bare)
        try readOne(course, reader, files)
    }

    private static func read(_ files: [[UInt8]], _ reader: ClaimFileReader) throws -> Int {
        var points = 0
        for file in files { _ = try reader.read(.bytes(file)) { points += $0.points } }
        return points
    }

    /// One big file: what a reader takes without the opening of many small ones.
    private static func readOne(
        _ course: Course, _ reader: ClaimFileReader, _ files: [[UInt8]]
    ) throws {
        guard let largest = files.max(by: { $0.count < $1.count }) else { return }
        PeakMemory.reset()
        let path = course.folder.appendingPathComponent("big.UKE").path
        let big = try ClaimFileMill.big(from: largest, claims: course.size(100_000))
        try Data(big).write(to: URL(fileURLWithPath: path))
        let iconv = try BareIconv(from: "CP932", to: "UTF-8")
        try course.compare(
            "大きな一つの UKE(\(big.count / 1_000_000)MB)を流して読む", big.count / 1_000_000, "MB",
            work: {
                var points = 0
                _ = try reader.read(.file(path)) { points += $0.points }
                return points
            }, with: "iconv だけ", yardstick: { iconv.run(big) })
    }
}
