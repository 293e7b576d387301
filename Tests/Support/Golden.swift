// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Compares a text with a file under review; `RECORD=1` writes the file instead.
public enum Golden {
    /// What a comparison found.
    public enum Outcome: Equatable, Sendable {
        case same
        case recorded
        case different(line: Int, expected: String, found: String)
    }

    /// Compares `text` with the golden file `name` beside the test file.
    ///
    /// - Parameters:
    ///   - name: file name with its ending, under `Golden/`.
    ///   - testFile: `#filePath` of the test.
    public static func compare(
        _ text: String, with name: String, beside testFile: String = #filePath
    ) throws -> Outcome {
        let file = URL(fileURLWithPath: testFile).deletingLastPathComponent()
            .appendingPathComponent("Golden").appendingPathComponent(name)
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            return .recorded
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        guard expected != text else { return .same }
        let wanted = expected.split(separator: "\n", omittingEmptySubsequences: false)
        let found = text.split(separator: "\n", omittingEmptySubsequences: false)
        for index in 0..<max(wanted.count, found.count) {
            let left = index < wanted.count ? String(wanted[index]) : "(終わり)"
            let right = index < found.count ? String(found[index]) : "(終わり)"
            if Array(left.utf8) != Array(right.utf8) {
                return .different(line: index + 1, expected: left, found: right)
            }
        }
        return .same
    }
}
