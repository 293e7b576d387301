// SPDX-License-Identifier: Apache-2.0
import Benefits
import Formats
import Ledger
import Vocabulary

/// Claim files that were uploaded and looked at, and wait for the officer's yes.
struct ImportStage: Sendable {
    /// What the look found.
    enum Verdict: Sendable {
        case ready
        /// The same bytes were taken in before.
        case known(Int64)
        /// The sentence of the refusal.
        case refused(String)
    }

    struct File: Sendable {
        let upload: UploadedFile
        let digest: String
        /// `nil` where it is no claim file.
        let summary: ClaimFileSummary?
        var verdict: Verdict
        /// The number of warnings.
        let warnings: Int

        var isReady: Bool { if case .ready = verdict { true } else { false } }
        var claims: Int { summary?.claims ?? 0 }
    }

    var files: [File]
    let sender: ClaimSource?
    /// The run that takes them in, once it was started.
    var job: Int64?

    var ready: [File] { files.filter(\.isReady) }
}

extension ImportStage.File {
    /// Looks at a file without the books: is it one, is it whole, what does it declare.
    init(_ upload: UploadedFile, reader: ClaimFileReader) throws {
        self.upload = upload
        var bytes: [UInt8] = []
        try ByteSource.file(upload.path).forEachChunk { bytes.append(contentsOf: $0) }
        digest = Digest.of(bytes).description
        do {
            let content = try reader.content(of: .bytes(bytes))
            summary = content.summary
            warnings = content.summary.errors.filter { $0.severity == .warning }.count
            verdict =
                content.damage.map { issue in
                    let refusal = BenefitsRefusal.fileDamaged(line: issue.line, issue.message)
                    return .refused(refusal.message)
                } ?? .ready
        } catch let refusal as any Refusal {
            summary = nil
            warnings = 0
            verdict = .refused("\(refusal.message)［\(refusal.code)］")
        }
    }
}
