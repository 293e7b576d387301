// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// The beginning or the end of an exclusion (生活保護 …) of a child.
public struct ExclusionInput: Hashable, Sendable {
    public var child: AddresseeNumber
    public var kind: ExclusionKind
    /// The first day excluded.
    public var beganOn: CivilDate
    /// The first day no longer excluded.
    public var endedOn: CivilDate?
    public var isVoid: Bool
    /// 生活保護連携, 届出 ….
    public var source: String
    /// Of another scheme its name, as books write it: `sample-single-parent`.
    public var scheme: String?

    /// As the record keeps it: the kind, or kind and scheme.
    public var word: String { scheme.map { "\(kind.rawValue):\($0)" } ?? kind.rawValue }

    public init(
        child: AddresseeNumber, kind: ExclusionKind, beganOn: CivilDate,
        endedOn: CivilDate? = nil, isVoid: Bool = false, source: String, scheme: String? = nil
    ) {
        self.scheme = scheme
        self.child = child
        self.kind = kind
        self.beganOn = beganOn
        self.endedOn = endedOn
        self.isVoid = isVoid
        self.source = source
    }
}
