// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// The feeds of `DIR/in`: opens full and difference files under their agreed names.
struct FeedFolder {
    let root: URL

    static func name(_ kind: String, full: Bool, day: CivilDate, hour: Int, sequence: Int)
        -> String
    {
        "\(kind)_\(full ? "全件" : "差分")_\(day.compact)\(padded(hour, 2))0000_"
            + "\(padded(sequence, 3)).csv"
    }

    func open(
        _ kind: String, full: Bool, day: CivilDate, hour: Int = 6, sequence: Int, header: [String]
    ) throws -> FileSink {
        let file = FeedFolder.name(kind, full: full, day: day, hour: hour, sequence: sequence)
        let sink = try FileSink(root.appendingPathComponent(file))
        try sink.append(FileSink.byteOrderMark)
        try sink.append(Row.of(header))
        return sink
    }

    func write(
        _ kind: String, day: CivilDate, hour: Int = 6, sequence: Int, header: [String],
        rows: [[UInt8]]
    ) throws {
        let sink = try open(
            kind, full: false, day: day, hour: hour, sequence: sequence, header: header)
        for row in rows { try sink.append(row) }
        try sink.close()
    }
}
