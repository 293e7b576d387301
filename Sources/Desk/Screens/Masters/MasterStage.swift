// SPDX-License-Identifier: Apache-2.0
import Formats
import Links
import Office
import Vocabulary

/// An official list that was uploaded and tried, and waits for the officer's yes.
struct MasterStage: Sendable {
    /// Rows that a page shows; all of them are in its CSV.
    static let shown = 200

    let list: MasterList
    let day: CivilDate
    let upload: UploadedFile
    /// The digest of the bytes that were tried.
    let file: String
    /// The digest of what they would change.
    let seen: String
    let rows: Int
    let repeated: Int
    let added: Int
    let changed: Int
    let ended: Int
    let lines: [MasterDifference.Line]
    let wrong: Int
    let issues: [FileIssue]

    init(
        _ list: MasterList, from day: CivilDate, _ upload: UploadedFile, _ file: LinkFile,
        _ found: MasterDifference
    ) {
        self.list = list
        self.day = day
        self.upload = upload
        self.file = file.digest
        seen = found.digest
        rows = found.rows
        repeated = found.repeated
        (added, changed, ended) = (found.added, found.changed, found.ended)
        lines = Array(found.lines.prefix(Self.shown))
        wrong = Set(found.errors.map(\.line)).count
        issues = Array((found.errors + found.warnings).prefix(Self.shown))
    }

    var count: Int { added + changed + ended }
    var mayApply: Bool { wrong == 0 && count > 0 }

    /// The file as it was tried.
    /// - Throws: `DeskRefusal.masterMoved` where it is gone or another.
    func open() throws -> LinkFile {
        guard let found = try? LinkFile(path: upload.path, name: upload.name), found.digest == file
        else { throw DeskRefusal.masterMoved }
        return found
    }
}
