// SPDX-License-Identifier: Apache-2.0
public import Foundation

/// The peers of an installation, as data: who, under which 業務ID, whether 個人番号利用, which
/// requests and which items.
public struct PeerRegister: Sendable {
    private let peers: [PeerName: Peer]
    /// Serial of the first number given to 住登外者: a range apart from the resident register's.
    public let firstNonResidentSerial: Int64
    /// False while the ids are samples that the municipality has not confirmed.
    public let isConfirmed: Bool

    /// - Throws: `AddresseeRefusal.registerUnusable` when a peer stands twice.
    public init(
        _ peers: [Peer], firstNonResidentSerial: Int64, isConfirmed: Bool = false
    ) throws(AddresseeRefusal) {
        var table: [PeerName: Peer] = [:]
        for peer in peers {
            guard table.updateValue(peer, forKey: peer.name) == nil else {
                throw .registerUnusable("\(peer.title)が二度あります")
            }
            if peer.fields.contains(.individualNumber), !peer.usesNumbers {
                throw .registerUnusable("\(peer.title)は個人番号利用でないのに個人番号の項目があります")
            }
        }
        self.peers = table
        self.firstNonResidentSerial = firstNonResidentSerial
        self.isConfirmed = isConfirmed
    }

    /// Reads the register from its JSON.
    /// - Throws: `AddresseeRefusal.registerUnusable`: an unknown peer, request or item, a wrong id.
    public init(json: Data) throws(AddresseeRefusal) {
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: json)
        } catch {
            throw .registerUnusable("読めない項目か、知らない接続先・求め・項目があります")
        }
        var peers: [Peer] = []
        for entry in file.peers {
            guard let business = Business(entry.businessKind, entry.businessID) else {
                throw .registerUnusable("\(entry.title)の業務IDは半角英数字3文字です")
            }
            peers.append(
                Peer(
                    name: entry.name, title: entry.title, business: business,
                    usesNumbers: entry.usesNumbers, requests: Set(entry.requests),
                    fields: Set(entry.fields)))
        }
        try self.init(
            peers, firstNonResidentSerial: file.firstNonResidentSerial,
            isConfirmed: file.confirmed)
    }

    /// The peer, or `nil` when it is not connected.
    public func peer(_ name: PeerName) -> Peer? { peers[name] }

    /// Every peer, in the order of the list of names.
    public var all: [Peer] { PeerName.allCases.compactMap { peers[$0] } }

    private struct File: Decodable {
        struct Entry: Decodable {
            let name: PeerName
            let title: String
            let businessKind: Business.Kind
            let businessID: String
            let usesNumbers: Bool
            let requests: [PeerRequest]
            let fields: [AddresseeField]
        }

        let confirmed: Bool
        let firstNonResidentSerial: Int64
        let peers: [Entry]
    }
}
