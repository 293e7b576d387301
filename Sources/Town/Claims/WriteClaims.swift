// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// Writes the claims files month by month, with one truth line a claim and one a file.
struct WriteClaims {
    /// An accepted out-patient claim, kept so that a reimbursement can be asked for it again.
    struct Sample {
        let child: Int
        let institution: Int
        let month: YearMonth
        let points: Int
        let tenths: Int
        let days: Int
    }

    let root: URL
    let book: TownBook
    private let legacy: LegacyText
    private let claimTruth: FileSink
    private let fileTruth: FileSink
    /// What each examining body has sent, and what of it the city owes.
    private var sent: [SentClaims.Key: SentClaims] = [:]
    private var chance: SplitMix64
    private(set) var samples: [Sample] = []
    private(set) var counts = ClaimCounts()
    private var files = 0

    init(root: URL, book: TownBook) throws {
        self.root = root
        self.book = book
        legacy = try LegacyText()
        claimTruth = try FileSink(root.appendingPathComponent("truth/claims.jsonl"))
        fileTruth = try FileSink(root.appendingPathComponent("truth/files.jsonl"))
        chance = SplitMix64(seed: book.seed, stream: 3)
    }

    mutating func run() throws {
        var drawing = DrawClaims(
            seed: book.seed, institutions: book.institutions, story: book.story)
        var carried: [ClaimDraft] = []
        var month = book.story.treatmentMonths.first
        let last = book.story.treatmentMonths.last
        while month <= last {
            var fresh: [ClaimDraft] = []
            for (index, child) in book.children.enumerated() {
                drawing.draw(index, child, month: month, into: &fresh)
            }
            var next: [ClaimDraft] = []
            var now = carried
            for draft in fresh {
                guard draft.trouble == nil, !draft.isTakenBack, month < last else {
                    now.append(draft)
                    continue
                }
                let drawn = chance.below(1_000)
                if drawn < 8 {
                    // 月遅れ: billed a month later than usual.
                    next.append(draft)
                    continue
                }
                now.append(draft)
                if drawn < 10 {
                    var again = draft
                    again.trouble = .duplicate
                    next.append(again)
                }
                keepSample(draft)
            }
            try writeMonth(now, billing: month.next)
            carried = next
            month = month.next
        }
        try claimTruth.close()
        try fileTruth.close()
        try SentClaims.write(sent, to: root)
    }

    private mutating func keepSample(_ draft: ClaimDraft) {
        guard draft.prescriber == nil, !draft.isInpatient, !draft.hasOtherFund,
            book.institutions.all[draft.institution].table == 1,
            samples.isEmpty || chance.happens(150)
        else { return }
        samples.append(
            Sample(
                child: draft.child, institution: draft.institution, month: draft.month,
                points: draft.points, tenths: draft.tenths, days: draft.dayCount))
    }

    private mutating func writeMonth(_ drafts: [ClaimDraft], billing: YearMonth) throws {
        var buckets = [[Int]](repeating: [], count: book.institutions.all.count * 2)
        for (index, draft) in drafts.enumerated() {
            let agency = Insurer.all[draft.span.insurer].agency
            buckets[draft.institution * 2 + agency - 1].append(index)
        }
        let folder = root.appendingPathComponent("in/claims/\(billing.compact)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (bucket, members) in buckets.enumerated() where !members.isEmpty {
            let place = book.institutions.all[bucket / 2]
            let agency = bucket % 2 + 1
            let name = "\(agency)_\(place.code).UKE"
            let path = "claims/\(billing.compact)/\(name)"
            var file = ClaimsFile(place, agency: agency, billing: billing)
            for member in members {
                try write(drafts[member], into: &file, path: path)
                let draft = drafts[member]
                sent[
                    SentClaims.Key(
                        billed: billing, agency: agency, month: draft.month, table: place.table),
                    default: SentClaims()
                ].add(draft)
            }
            files += 1
            let isTotalWrong = files % 90 == 7
            file.finish(isTotalWrong: isTotalWrong)
            var bytes = legacy.encode(file.text)
            bytes.append(0x1A)
            try Data(bytes).write(to: folder.appendingPathComponent(name))
            try fileTruth.append(
                "{\"file\":\"\(path)\",\"claims\":\(file.claims),\"points\":\(file.totalPoints),"
                    + "\"totalsMatch\":\(!isTotalWrong)}\n")
            if files == 3 || files == 4 {
                try writeBroken(bytes, isTruncated: files == 3)
            }
        }
        counts.files = files
    }

    private mutating func write(
        _ draft: ClaimDraft, into file: inout ClaimsFile, path: String
    ) throws {
        let child = book.children[draft.child]
        let prescriber = draft.prescriber.map { book.institutions.all[$0] }
        let line = file.add(draft, child, prescriber: prescriber)
        counts.claims += 1
        counts.rejected += draft.trouble == nil ? 0 : 1
        counts.payable += draft.payable
        if draft.isTakenBack { counts.takenBack += 1 }
        if let trouble = draft.trouble { counts.troubles[trouble.rawValue, default: 0] += 1 }
        let reason =
            (draft.trouble.map { ",\"trouble\":\"\($0.rawValue)\"" } ?? "")
            + (draft.isTakenBack ? ",\"takenBack\":true" : "")
        let place = book.institutions.all[draft.institution]
        try claimTruth.append(
            "{\"file\":\"\(path)\",\"line\":\(line),\"month\":\"\(draft.month)\","
                + "\"child\":\"\(child.addressee)\",\"recipientNumber\":\"\(child.recipientNumber(draft.strand))\","
                + "\"table\":\(place.table),\"inpatient\":\(draft.isInpatient),"
                + "\"points\":\(draft.points),\"payable\":\(draft.payable)\(reason)}\n")
    }

    /// Two files that must be refused as a whole, apart from the month's files.
    private func writeBroken(_ bytes: [UInt8], isTruncated: Bool) throws {
        let folder = root.appendingPathComponent("in/broken")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var broken = bytes
        if isTruncated {
            broken.removeLast(broken.count / 3)
        } else if let at = broken.firstIndex(where: { $0 >= 0x81 }) {
            // 0xFD is no lead byte and no character of CP932.
            broken[at] = 0xFD
        }
        let name = isTruncated ? "truncated.UKE" : "wrong-byte.UKE"
        try Data(broken).write(to: folder.appendingPathComponent(name))
    }
}

/// Counts over all claims files.
struct ClaimCounts {
    var claims = 0
    var rejected = 0
    var payable = 0
    var takenBack = 0
    var files = 0
    var troubles: [String: Int] = [:]
}
