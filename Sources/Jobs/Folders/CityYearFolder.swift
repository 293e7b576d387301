// SPDX-License-Identifier: Apache-2.0
public import Foundation

extension CityYear {
    /// Reads both files of a folder, where they are.
    /// - Throws: `JobRefusal.cityYearLine` where a file is no text.
    public init(schemes: URL, folder: String) throws(JobRefusal) {
        func text(_ name: String) throws(JobRefusal) -> String? {
            let file = schemes.appending(path: "\(folder)/\(name)")
            guard FileManager.default.fileExists(atPath: file.path) else { return nil }
            guard let data = try? Data(contentsOf: file),
                let text = String(validating: data, as: UTF8.self)
            else { throw .cityYearLine(file: "\(folder)/\(name)", 1, "UTF-8 の文字として読めません") }
            return text.first == "\u{FEFF}" ? String(text.dropFirst()) : text
        }
        self.init(
            entries: try text(Self.entriesFile), thresholds: try text(Self.thresholdsFile),
            folder: folder)
    }
}
