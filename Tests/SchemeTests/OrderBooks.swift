// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Scheme

/// The books of the repository with another place of 附加給付 from a day on.
enum OrderBooks {
    static func turned(
        _ day: String, _ place: String = "before-funds"
    ) throws -> SchemeLibrary {
        let files = try BookFiles.read(directory: Books.directory).map { file in
            guard file.name == "national/funds.yaml" else { return file }
            let text = String(decoding: file.bytes, as: UTF8.self)
            let end = try #require(text.firstRange(of: "\nexamples:")).lowerBound
            let more = "  - {from: \(day), confirmed: false, place: \(place), source: 架空}\n"
            return (name: file.name, bytes: Array((text[..<end] + more + text[end...]).utf8))
        }
        let checked = SchemeLibrary.check(files: files, digest: Books.digest)
        return try #require(checked.library, "\(checked.problems)")
    }
}
