// SPDX-License-Identifier: Apache-2.0
import Foundation
import Town

/// A fictional town written once a run of the program, for whoever needs its files.
enum BenchTown {
    /// Writes the town where it is not there yet.
    static func folder(_ course: Course, people: Int) throws -> URL {
        let folder = course.folder.appendingPathComponent("town-\(people)")
        if !FileManager.default.fileExists(atPath: folder.path) {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let spent = try Course.timed {
                try WriteTown(seed: 1, people: people, folder: folder).run().claims
            }
            Course.say(
                "架空の町(\(people)人、レセプト \(spent.answer)件)を \(Table.time(spent.seconds)) で書きました")
        }
        return folder
    }

    /// The files whose path ends so, in order.
    static func files(_ folder: URL, _ ending: String) -> [String] {
        let found = FileManager.default.enumerator(atPath: folder.path)
        return (found?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(ending) }
            .sorted().map { folder.path + "/" + $0 }
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
