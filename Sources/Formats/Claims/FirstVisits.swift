// SPDX-License-Identifier: Apache-2.0

/// 初診 of a claim, from its records of treatment (SI, SS of 歯科): what stands in 診療識別 11.
///
/// Only what cannot be read otherwise is known: one unit of 11 that was done once is one first
/// consultation. Where nothing of 11 stands, a consultation of 12 (再診) says that there was none — but
/// not beside 13 (医学管理) of 医科, whose comprehensive fees may hold a first consultation. Everything
/// else is not known, and nobody guesses.
struct FirstVisits {
    private enum Section { case first, again, management, other }

    private var section = Section.other
    private var units = 0
    private var times = 0
    private var hasFirst = false
    private var hasAgain = false
    private var hasManagement = false
    private var isUnreadable = false

    /// How many there are; `nil` where the claim does not say it.
    ///
    /// - Parameter holdsInManagement: whether 医学管理 may hold a first consultation.
    func count(holdsInManagement: Bool) -> Int? {
        if isUnreadable { return nil }
        if hasFirst { return units == 1 && times == 1 ? 1 : nil }
        return hasAgain && !(holdsInManagement && hasManagement) ? 0 : nil
    }

    /// Turns to the section that a record names; a record that names none goes on with the last one. Only a
    /// treatment says that there was a consultation of 12: a comment or a drug of it alone does not.
    ///
    /// - Returns: whether the record belongs to 初診, so that its items must be read.
    mutating func isFirst(_ written: UnsafeRawBufferPointer, isTreatment: Bool) -> Bool {
        if !written.isEmpty {
            guard written.count == 2 else {
                isUnreadable = true
                return false
            }
            switch (written[0], written[1]) {
            case (0x31, 0x31): (section, hasFirst) = (.first, true)
            case (0x31, 0x32): section = .again
            case (0x31, 0x33): (section, hasManagement) = (.management, true)
            default: section = .other
            }
        }
        if isTreatment, section == .again { hasAgain = true }
        return section == .first
    }

    /// A record of 初診: the last one of a unit has its points.
    mutating func take(_ items: ClaimItems, points: Int, times place: Int) {
        guard let done = items.number(place, otherwise: 1) else {
            isUnreadable = true
            return
        }
        if done != 1 { isUnreadable = true }
        guard !items.isEmpty(points) else { return }
        units += 1
        times += done
    }
}

extension ClaimPass {
    /// SI or SS: most lines of a file, so that only the two digits of the section are looked at where
    /// they are nothing of 初診.
    mutating func readTreatment(_ bytes: UnsafeRawBufferPointer) {
        guard let places = head?.places.treatment, let draft, !draft.isDetail else { return }
        guard draft.firstVisits.isFirst(ClaimPass.section(bytes), isTreatment: true) else { return }
        var storage: [Int] = []
        let items = ClaimItems(bytes, reusing: &storage)
        draft.firstVisits.take(items, points: places.points, times: places.times)
    }

    /// A drug, a device or a comment may be the first record of a section: what follows without a section
    /// of its own belongs to it, so that 初診 which begins with one is known to be there. It counts nothing.
    mutating func turnSection(_ record: String, _ bytes: UnsafeRawBufferPointer) {
        guard head?.places.treatment != nil, let draft, !draft.isDetail else { return }
        switch record {
        case "IY", "TO", "CO", "SI":
            // Where this is asked of SI, it is the treatment of 歯科 beside SS.
            _ = draft.firstVisits.isFirst(ClaimPass.section(bytes), isTreatment: record == "SI")
        default: break
        }
    }

    /// What stands between the first two commas.
    private static func section(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let rest = UnsafeRawBufferPointer(rebasing: bytes[min(3, bytes.count)...])
        let end = rest.firstIndex(of: 0x2C) ?? rest.count
        return .init(rebasing: rest[..<end])
    }
}
