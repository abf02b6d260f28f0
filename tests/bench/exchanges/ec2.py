"""EC2, by ec2Query: instances as its documentation shows them."""

from __future__ import annotations

from tests.bench.exchanges.exchange import REQUEST_ID, Exchange

_NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/"
_GROUPS = """\
<groupSet>
    <item>
        <groupId>sg-0f0e0d0c0b0a09080</groupId>
        <groupName>web-servers</groupName>
    </item>
</groupSet>"""


def _instance(number: int) -> str:
    address = f"10.0.{number // 100}.{number % 100}"
    public = f"203-0-113-{number}"
    return f"""\
<item>
    <instanceId>i-{number:017x}</instanceId>
    <imageId>ami-0bdf93799014acdc4</imageId>
    <instanceState>
        <code>16</code>
        <name>running</name>
    </instanceState>
    <privateDnsName>ip-10-0-0-{number}.us-west-2.compute.internal</privateDnsName>
    <dnsName>ec2-{public}.us-west-2.compute.amazonaws.com</dnsName>
    <reason/>
    <keyName>deploy</keyName>
    <amiLaunchIndex>0</amiLaunchIndex>
    <productCodes/>
    <instanceType>m7i.large</instanceType>
    <launchTime>2024-03-01T08:{number:02}:56.000Z</launchTime>
    <placement>
        <availabilityZone>us-west-2a</availabilityZone>
        <groupName/>
        <tenancy>default</tenancy>
    </placement>
    <monitoring>
        <state>disabled</state>
    </monitoring>
    <subnetId>subnet-0a1b2c3d4e5f60718</subnetId>
    <vpcId>vpc-01234567890abcdef</vpcId>
    <privateIpAddress>{address}</privateIpAddress>
    <ipAddress>203.0.113.{number}</ipAddress>
    <sourceDestCheck>true</sourceDestCheck>
{_GROUPS}
    <architecture>x86_64</architecture>
    <rootDeviceType>ebs</rootDeviceType>
    <rootDeviceName>/dev/xvda</rootDeviceName>
    <blockDeviceMapping>
        <item>
            <deviceName>/dev/xvda</deviceName>
            <ebs>
                <volumeId>vol-{number:017x}</volumeId>
                <status>attached</status>
                <attachTime>2024-03-01T08:{number:02}:57.000Z</attachTime>
                <deleteOnTermination>true</deleteOnTermination>
            </ebs>
        </item>
    </blockDeviceMapping>
    <virtualizationType>hvm</virtualizationType>
    <clientToken>5f0c0e7a-3f2b-4c55-9a8e-6f1d2b7c{number:04}</clientToken>
    <tagSet>
        <item>
            <key>Name</key>
            <value>web-{number}</value>
        </item>
        <item>
            <key>Team</key>
            <value>Search &amp; Discovery</value>
        </item>
        <item>
            <key>Environment</key>
            <value>production</value>
        </item>
    </tagSet>
    <hypervisor>xen</hypervisor>
    <networkInterfaceSet>
        <item>
            <networkInterfaceId>eni-{number:017x}</networkInterfaceId>
            <subnetId>subnet-0a1b2c3d4e5f60718</subnetId>
            <vpcId>vpc-01234567890abcdef</vpcId>
            <description>Primary network interface</description>
            <ownerId>123456789012</ownerId>
            <status>in-use</status>
            <macAddress>02:dd:2c:5e:01:{number:02x}</macAddress>
            <privateIpAddress>{address}</privateIpAddress>
            <sourceDestCheck>true</sourceDestCheck>
{_GROUPS}
            <attachment>
                <attachmentId>eni-attach-{number:017x}</attachmentId>
                <deviceIndex>0</deviceIndex>
                <status>attached</status>
                <attachTime>2024-03-01T08:{number:02}:56.000Z</attachTime>
                <deleteOnTermination>true</deleteOnTermination>
                <networkCardIndex>0</networkCardIndex>
            </attachment>
            <privateIpAddressesSet>
                <item>
                    <privateIpAddress>{address}</privateIpAddress>
                    <primary>true</primary>
                </item>
            </privateIpAddressesSet>
            <ipv6AddressesSet/>
            <interfaceType>interface</interfaceType>
        </item>
    </networkInterfaceSet>
    <iamInstanceProfile>
        <arn>arn:aws:iam::123456789012:instance-profile/web</arn>
        <id>AIPA3XFRBF535PLBIFPI4</id>
    </iamInstanceProfile>
    <ebsOptimized>true</ebsOptimized>
    <enaSupport>true</enaSupport>
    <cpuOptions>
        <coreCount>1</coreCount>
        <threadsPerCore>2</threadsPerCore>
    </cpuOptions>
    <capacityReservationSpecification>
        <capacityReservationPreference>open</capacityReservationPreference>
    </capacityReservationSpecification>
    <hibernationOptions>
        <configured>false</configured>
    </hibernationOptions>
    <metadataOptions>
        <state>applied</state>
        <httpTokens>required</httpTokens>
        <httpPutResponseHopLimit>2</httpPutResponseHopLimit>
        <httpEndpoint>enabled</httpEndpoint>
    </metadataOptions>
    <enclaveOptions>
        <enabled>false</enabled>
    </enclaveOptions>
    <platformDetails>Linux/UNIX</platformDetails>
    <usageOperation>RunInstances</usageOperation>
</item>"""


def _reservation(number: int) -> str:
    return f"""\
<item>
<reservationId>r-{number:017x}</reservationId>
<ownerId>123456789012</ownerId>
<groupSet/>
<instancesSet>
{_instance(2 * number)}
{_instance(2 * number + 1)}
</instancesSet>
</item>"""


_BODY = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<DescribeInstancesResponse xmlns="{_NAMESPACE}">
<requestId>{REQUEST_ID}</requestId>
<reservationSet>
{"".join(map(_reservation, range(25)))}
</reservationSet>
</DescribeInstancesResponse>
"""

DESCRIBE_INSTANCES = Exchange(
    service="ec2",
    operation="DescribeInstances",
    protocol="ec2Query",
    parameters={
        "Filters": [
            {"Name": "instance-state-name", "Values": ["running", "pending"]},
            {"Name": "tag:Environment", "Values": ["production"]},
            {"Name": "vpc-id", "Values": ["vpc-01234567890abcdef"]},
        ],
        "MaxResults": 50,
    },
    holds="50 instances",
    headers={
        "Content-Type": "text/xml;charset=UTF-8",
        "x-amzn-requestid": REQUEST_ID,
    },
    body=_BODY.encode(),
    request_target=4,
    response_target=4,
)
