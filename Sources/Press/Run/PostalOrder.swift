// SPDX-License-Identifier: Apache-2.0

extension Sequence<Sheet> {
    /// The sheets as the post wants them: by postcode, those without one last, and by address
    /// within a postcode; sheets that are not posted keep their places at the end.
    public func inOrderOfPostcode() -> [Sheet] {
        map { (key: $0.postalKey, sheet: $0) }.enumerated().sorted { left, right in
            left.element.key == right.element.key
                ? left.offset < right.offset : left.element.key < right.element.key
        }.map(\.element.sheet)
    }
}

extension Sheet {
    /// What the order goes by; never shown.
    fileprivate var postalKey: String {
        postedTo?.postalKey ?? "\u{10FFFF}"
    }

    private var postedTo: PrintableAddress? {
        switch self {
        case .letter(let letter): letter.address
        case .mailedCertificate(let mailed): mailed.address
        case .cards, .list: nil
        }
    }
}

extension PrintableAddress {
    /// What the order of the post goes by: the postcode, those without one last, then the address;
    /// never shown.
    public var postalKey: String {
        let code = postalCode.isEmpty ? "~" : postalCode
        return "\(code)\u{1F}\(lines.joined(separator: "\u{1F}"))"
    }
}
