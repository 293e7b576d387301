// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Vocabulary

/// What insurers pay to the city in a family's stead (代理受領) of one benefit: so much less the family
/// has to give back of it.
public struct InsurersPart: Hashable, Sendable {
    /// The mandate.
    public let proxy: Int64
    public let source: LedgerEntry.Source
    /// What the scheme has paid for the benefit, less what the institution gave back.
    public let paid: Yen
    /// What families were asked for of it, or gave.
    public let asked: Yen
    /// What the insurer has paid of it or is to pay, with what the family gives back under the mandate.
    public let amount: Yen
}
