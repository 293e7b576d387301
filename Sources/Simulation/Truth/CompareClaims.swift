// SPDX-License-Identifier: Apache-2.0
import Database
import Town
import Vocabulary

/// Every claim against the truth: accepted with its yen, or rejected for its reason.
struct CompareClaims {
    let truth: TruthFiles
    /// Names of the files that were refused whole.
    let refusedFiles: [String]

    func differences(from db: any Connection, into summary: inout YearSummary) throws
        -> [Difference]
    {
        var comparing = Comparing("claims")
        var rest = try BenefitReading.claims(from: db)
        summary.claims = rest.count
        summary.rejected = rest.values.count { $0.fault != nil }
        summary.payable += rest.values.reduce(0) { $0 + $1.payable }
        for line in try truth.lines("claims", as: TruthFiles.Claim.self) {
            let key = "\(name(line.file)):\(line.line)"
            guard let found = rest.removeValue(forKey: key) else {
                comparing.expect(key, "レセプト", "あり", "なし")
                continue
            }
            comparing.expect(key, "理由", expected(line.trouble), fault(found.fault, line.trouble))
            guard line.trouble == nil, found.fault == nil else { continue }
            comparing.expect(key, "支給額", line.payable, found.payable)
            comparing.expect(key, "過誤", line.takenBack ?? false, found.isTakenBack)
            if found.isTakenBack { summary.takenBack += 1 }
            comparing.expect(key, "対象児童", line.child, found.child ?? "-")
            comparing.expect(
                key, "受給者番号", line.recipientNumber, found.recipientNumber ?? "-")
            comparing.expect(key, "点数", line.points, found.points ?? 0)
            comparing.expect(key, "診療月", line.month, found.month ?? line.month.previous)
            comparing.expect(key, "入院", line.inpatient, found.isInpatient ?? !line.inpatient)
        }
        for key in rest.keys.sorted() { comparing.expect(key, "レセプト", "なし", "あり") }
        return try comparing.differences + files(from: db)
    }

    private func files(from db: any Connection) throws -> [Difference] {
        var comparing = Comparing("files")
        var rest = try BenefitReading.files(from: db)
        for line in try truth.lines("files", as: TruthFiles.ClaimFile.self) {
            let name = name(line.file)
            guard let found = rest.removeValue(forKey: name) else {
                comparing.expect(name, "ファイル", "あり", "なし")
                continue
            }
            comparing.expect(name, "件数", line.claims, found.claims)
            comparing.expect(name, "点数", line.points, found.points)
            comparing.expect(name, "合計の一致", line.totalsMatch, found.totalsMatch)
        }
        for name in rest.keys.sorted() { comparing.expect(name, "ファイル", "なし", "あり") }
        comparing.expect(
            "broken", "断ったファイル", "broken/truncated.UKE broken/wrong-byte.UKE",
            refusedFiles.sorted().joined(separator: " "))
        return comparing.differences
    }

    /// The truth names files from `in`, the office from the folder of claims.
    private func name(_ file: String) -> String {
        file.hasPrefix("claims/") ? String(file.dropFirst(7)) : file
    }

    private func expected(_ trouble: ClaimTrouble?) -> String {
        guard let trouble else { return "なし" }
        return trouble.objection ?? trouble.refusal ?? trouble.rawValue
    }

    /// What was found, in the words of what is expected.
    private func fault(
        _ fault: (reason: String, code: String)?, _ trouble: ClaimTrouble?
    ) -> String {
        guard let fault else { return "なし" }
        guard let trouble else { return "\(fault.reason) \(fault.code)" }
        return trouble.objection == nil ? fault.code : fault.reason
    }
}

extension ClaimTrouble {
    /// 申立理由 of the eight checks of an imported claim.
    fileprivate var objection: String? {
        switch self {
        case .noEntitlement: ObjectionReason.notEntitled.rawValue
        case .outsidePeriod: ObjectionReason.outsidePeriod.rawValue
        case .duplicate: ObjectionReason.duplicate.rawValue
        case .funderNumber: ObjectionReason.wrongFunderNumber.rawValue
        case .recipientNumber: ObjectionReason.wrongRecipientNumber.rawValue
        case .insurerMismatch: ObjectionReason.insurerDiffers.rawValue
        case .ageMismatch: ObjectionReason.ageOrRatioDiffers.rawValue
        case .amountMismatch: ObjectionReason.pointsOrAmountDiffer.rawValue
        case .overThreshold, .outOfArea, .valueUnset: nil
        }
    }

    /// The code where the claim belongs to the other way of paying.
    fileprivate var refusal: String? {
        switch self {
        case .overThreshold: "E-BEN-023"
        case .outOfArea: "E-BEN-022"
        case .valueUnset: "E-BEN-024"
        case .noEntitlement, .outsidePeriod, .duplicate, .funderNumber, .recipientNumber,
            .insurerMismatch, .ageMismatch, .amountMismatch:
            nil
        }
    }
}
